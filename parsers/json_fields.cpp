#include "parsers/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/suggestion.hpp"

namespace mapgen {
namespace {

struct Field {
    JsonField field;
    std::string_view name;               ///< as the configuration has it
    std::vector<std::string_view> keys;  ///< the surest first
};

// Elastic Common Schema: "source.ip", "http.request.method", "url.original", "user_agent.original".
// Traefik: "ClientHost", "RequestMethod", "DownstreamStatus", "request_User-Agent". Google Cloud
// Logging: "httpRequest.…". Logstash's grok patterns: "clientip", "verb", "response". The others
// are the names of nginx's variables, of Apache's manual and its users.
const std::vector<Field>& fields_and_keys() {
    static const std::vector<Field> fields = {
        {JsonField::time,
         "time",
         {"time_iso8601", "@timestamp", "timestamp", "time_local", "time", "ts", "msec", "StartUTC",
          "datetime", "date_time", "date", "t", "request_time_utc", "start_time", "accept_date",
          "event_time"}},
        {JsonField::client,
         "client",
         {"client_ip",
          "clientip",
          "client-ip",
          "client.ip",
          "client.address",
          "ClientHost",
          "ClientAddr",
          "client_addr",
          "client_address",
          "client_host",
          "client",
          "remote_addr",
          "remote_ip",
          "remoteip",
          "remote_address",
          "remoteaddr",
          "remote_host",
          "remotehost",
          "source.ip",
          "source.address",
          "source_ip",
          "src_ip",
          "src",
          "request.client_ip",
          "request.remote_ip",
          "request.remote_addr",
          "httpRequest.remoteIp",
          "ip_address",
          "ipaddress",
          "c-ip",
          "c_ip",
          "ip",
          "addr",
          "remote",
          "h",
          "a"}},
        {JsonField::forwarded_for,
         "forwarded_for",
         {"http_x_forwarded_for", "x_forwarded_for", "x-forwarded-for", "xforwardedfor",
          "proxy_add_x_forwarded_for", "forwarded_for", "forwardedfor", "request_X-Forwarded-For",
          "request.headers.X-Forwarded-For", "headers.X-Forwarded-For", "xff"}},
        {JsonField::host,
         "host",
         {"vhost", "virtual_host", "virtualhost", "http_host", "RequestHost", "request_host",
          "request.host", "url.domain", "server_name", "servername", "host", "domain", "v"}},
        {JsonField::request,
         "request",
         {"request", "request_line", "requestline", "http_request", "first_line", "req", "r"}},
        {JsonField::method,
         "method",
         {"request_method", "RequestMethod", "http.request.method", "request.method",
          "httpRequest.requestMethod", "http_method", "httpmethod", "method", "verb", "cs-method",
          "m"}},
        {JsonField::path,
         "path",
         {"request_uri",
          "requesturi",
          "RequestPath",
          "request_path",
          "request.uri",
          "request.path",
          "request.url",
          "url.original",
          "url.path",
          "httpRequest.requestUrl",
          "http_path",
          "http_uri",
          "request_url",
          "requesturl",
          "uri",
          "url",
          "path",
          "uri_path",
          "cs-uri-stem",
          "target",
          "u"}},
        {JsonField::status,
         "status",
         {"status", "status_code", "statuscode", "http_status", "http_status_code",
          "http.response.status_code", "DownstreamStatus", "OriginStatus", "response_code",
          "responsecode", "response_status", "response.status", "httpRequest.status", "sc-status",
          "response", "code", "s"}},
        {JsonField::bytes,
         "bytes",
         {"body_bytes_sent",
          "bytes_sent",
          "bytessent",
          "http.response.body.bytes",
          "http.response.bytes",
          "DownstreamContentSize",
          "response_size",
          "responsesize",
          "response_bytes",
          "response.size",
          "httpRequest.responseSize",
          "bytes",
          "size",
          "body_size",
          "bytes_read",
          "sent_bytes",
          "sc-bytes",
          "content_length",
          "response_length",
          "length",
          "b"}},
        {JsonField::user_agent,
         "user_agent",
         {"http_user_agent", "user_agent.original", "user_agent", "user-agent", "useragent",
          "request_User-Agent", "request.headers.User-Agent", "headers.User-Agent",
          "request.user_agent", "httpRequest.userAgent", "cs(User-Agent)", "agent", "ua"}},
    };
    return fields;
}

}  // namespace

JsonKeys well_known_json_keys() {
    JsonKeys keys;
    for (const Field& field : fields_and_keys()) {
        for (const std::string_view key : field.keys) {
            keys.add(field.field, key);
        }
    }
    return keys;
}

std::vector<std::string> json_field_names() {
    std::vector<std::string> names;
    for (const Field& field : fields_and_keys()) {
        names.emplace_back(field.name);
    }
    return names;
}

void set_json_fields(JsonKeys& keys, const FormatFields& fields) {
    const auto& known = fields_and_keys();
    std::vector<std::pair<JsonField, std::string_view>> wanted;
    for (const auto& [name, key] : fields) {
        const auto field =
            std::find_if(known.begin(), known.end(),
                         [&name = name](const Field& each) { return each.name == name; });
        if (field == known.end()) {
            throw usage_error(fmt::format("fields: there is no field named '{}'; {}", name,
                                          known_names(name, json_field_names())));
        }
        if (key.empty()) {
            throw usage_error(fmt::format(
                "fields: the key of '{}' is empty; it must be the log's key, with dots between the "
                "keys of nested objects",
                name));
        }
        wanted.emplace_back(field->field, key);
    }
    for (const auto& [field, key] : wanted) {
        keys.remove(field);
    }
    for (const auto& [field, key] : wanted) {
        keys.take(field, key);
    }
}

}  // namespace mapgen
