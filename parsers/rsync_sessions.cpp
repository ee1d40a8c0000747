#include "parsers/rsync_sessions.hpp"

#include "parsers/rsync_fields.hpp"

namespace mapgen {
namespace {

// Process ids are given out in sequence, so their last bits are as good as a hash of them.
constexpr std::size_t bucket_count = 16'384;
constexpr std::size_t usual_sessions = 256;  // open at once

std::size_t text_of(const RsyncSession& session) {
    return session.client.size() + session.path.size();
}

}  // namespace

std::string_view RsyncSession::module() const {
    const std::string_view name = std::string_view(path).substr(path.empty() ? 0 : 1);
    return name.substr(0, name.find('/'));
}

const RsyncSession& RsyncSessions::open(std::uint32_t process, std::string_view client,
                                        std::string_view path, std::chrono::sys_seconds time,
                                        bool is_upload) {
    if (m_buckets.empty()) {
        m_buckets.assign(bucket_count, none);
        m_slots.reserve(usual_sessions);
        m_free.reserve(usual_sessions);
    }
    close(process);
    const std::uint32_t index = take_slot();
    Slot& slot = m_slots[index];
    RsyncSession& session = slot.session;
    session.client.assign(client);
    session.path.assign(1, '/');
    append_rsync_name(session.path, path);
    session.time = time;
    session.is_upload = is_upload;

    slot.process = process;
    slot.before = m_newest;
    slot.after = none;
    slot.next_in_bucket = bucket(process);
    bucket(process) = index;
    (m_newest == none ? m_oldest : m_slots[m_newest].after) = index;
    m_newest = index;
    ++m_open;
    m_text += text_of(session);
    while (m_text > most_text && m_oldest != index) {
        remove(m_oldest);
    }
    return session;
}

const RsyncSession* RsyncSessions::find(std::uint32_t process) const {
    const std::uint32_t index = index_of(process);
    return index == none ? nullptr : &m_slots[index].session;
}

const RsyncSession* RsyncSessions::close(std::uint32_t process) {
    const std::uint32_t index = index_of(process);
    if (index == none) {
        return nullptr;
    }
    remove(index);
    return &m_slots[index].session;
}

std::uint32_t RsyncSessions::index_of(std::uint32_t process) const {
    if (m_open == 0) {
        return none;
    }
    std::uint32_t index = m_buckets[process % m_buckets.size()];
    while (index != none && m_slots[index].process != process) {
        index = m_slots[index].next_in_bucket;
    }
    return index;
}

void RsyncSessions::remove(std::uint32_t index) {
    constexpr std::size_t worth_keeping = 512;
    Slot& slot = m_slots[index];
    std::uint32_t* link = &bucket(slot.process);
    while (*link != index) {
        link = &m_slots[*link].next_in_bucket;
    }
    *link = slot.next_in_bucket;
    (slot.before == none ? m_oldest : m_slots[slot.before].after) = slot.after;
    (slot.after == none ? m_newest : m_slots[slot.after].before) = slot.before;
    --m_open;
    m_text -= text_of(slot.session);
    m_free.push_back(index);
    // What was closed last is still read; the memory of the one before it can go.
    if (m_free.size() > 1) {
        RsyncSession& unread = m_slots[m_free[m_free.size() - 2]].session;
        if (unread.path.capacity() > worth_keeping) {
            unread.path = std::string();
        }
    }
}

std::uint32_t RsyncSessions::take_slot() {
    if (m_open == most_sessions) {
        remove(m_oldest);
    }
    if (m_free.empty()) {
        m_slots.emplace_back();
        return static_cast<std::uint32_t>(m_slots.size() - 1);
    }
    const std::uint32_t index = m_free.back();
    m_free.pop_back();
    return index;
}

}  // namespace mapgen
