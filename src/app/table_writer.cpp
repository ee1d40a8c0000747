#include "app/table_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mapgen {
namespace {

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

std::string json_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

}  // namespace

TableWriter::TableWriter(std::FILE* to, Format format, std::vector<Column> columns)
    : m_to(to), m_format(format), m_columns(std::move(columns)) {
    std::vector<std::string> names;
    for (const Column& column : m_columns) {
        names.push_back(column.name);
    }
    if (m_format == Format::table) {
        m_rows.push_back(std::move(names));
    } else if (m_format == Format::csv) {
        fmt::print(m_to, "{}\n", fmt::join(names, ","));
    } else {
        fmt::print(m_to, "[");
    }
}

void TableWriter::add(std::vector<std::string> row) {
    if (m_format == Format::table) {
        m_rows.push_back(std::move(row));
    } else if (m_format == Format::csv) {
        std::transform(row.begin(), row.end(), row.begin(), csv_cell);
        fmt::print(m_to, "{}\n", fmt::join(row, ","));
    } else {
        std::vector<std::string> members;
        for (std::size_t i = 0; i < row.size(); ++i) {
            members.push_back(fmt::format("{}: {}", json_text(m_columns[i].name),
                                          m_columns[i].is_number ? row[i] : json_text(row[i])));
        }
        fmt::print(m_to, "{}\n  {{{}}}", m_any ? "," : "", fmt::join(members, ", "));
    }
    m_any = true;
}

void TableWriter::finish() {
    if (m_format == Format::json) {
        fmt::print(m_to, "\n]\n");
        return;
    }
    std::vector<std::size_t> widths(m_columns.size());
    for (const auto& row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += i > 0 ? "  " : "";
            line += m_columns[i].is_number ? fmt::format("{:>{}}", row[i], widths[i])
                                           : fmt::format("{:<{}}", row[i], widths[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print(m_to, "{}\n", line);
    }
}

}  // namespace mapgen
