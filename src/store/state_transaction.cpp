#include "store/state_transaction.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "store/client_keys.hpp"
#include "store/database.hpp"
#include "store/packed_counts.hpp"

namespace mapgen {

struct StateTransaction::Work {
    Work(StateStore& state_store, SQLite::Database& state_database)
        : store(state_store),
          database(state_database),
          transaction(state_database, SQLite::TransactionBehavior::IMMEDIATE) {}

    StateStore& store;
    SQLite::Database& database;
    SQLite::Transaction transaction;
    std::map<CivilDay, std::optional<ClientKeys>> days;  // nothing: sealed
};

StateTransaction::StateTransaction(StateStore& store) {
    on_state(store.file(),
             [&] { m_work = std::make_unique<Work>(store, *store.m_state->database); });
}

StateTransaction::~StateTransaction() = default;

bool StateTransaction::open_day(CivilDay day) {
    const auto known = m_work->days.find(day);
    if (known != m_work->days.end()) {
        return known->second.has_value();
    }
    return on_state(m_work->store.file(), [&] {
        SQLite::Statement query(m_work->database,
                                "SELECT client_key, clients FROM day WHERE day = ?");
        query.bind(1, day.days_since_1970());
        std::optional<ClientKeys> clients;
        if (!query.executeStep()) {
            clients.emplace();
        } else if (!query.getColumn(0).isNull()) {
            ClientKeys::Key key{};
            const std::string_view bytes = blob(query.getColumn(0));
            if (bytes.size() != key.size()) {
                throw std::runtime_error("the client key of " + day.iso() + " has a wrong length");
            }
            std::copy(bytes.begin(), bytes.end(), key.begin());
            clients.emplace(key, blob(query.getColumn(1)));
        }
        const bool open = clients.has_value();
        m_work->days.emplace(day, std::move(clients));
        return open;
    });
}

void StateTransaction::cover_day(std::size_t repository, CivilDay day) {
    on_state(m_work->store.file(), [&] {
        SQLite::Statement insert(m_work->database,
                                 "INSERT OR IGNORE INTO day_total VALUES (?, ?, 0, 0, 0, 0, 0)");
        insert.bind(1, static_cast<int>(repository));
        insert.bind(2, day.days_since_1970());
        insert.exec();
    });
}

RepoSet StateTransaction::add_client(CivilDay day, const IpAddress& client, RepoSet repositories) {
    if (!open_day(day)) {
        return {};
    }
    return m_work->days.find(day)->second->add(client, repositories);
}

void StateTransaction::add_counts(std::size_t repository, const DayCounts& counts) {
    on_state(m_work->store.file(), [&] {
        const DayCounts before = m_work->store.counts(repository, counts.day);
        std::vector<PlaceTotals> places = before.places;
        merge_places(places, counts.places);
        std::vector<CountryTotals> countries = before.countries;
        merge_countries(countries, counts.countries);
        Totals totals = before.totals;
        totals += counts.totals;

        SQLite::Statement total(m_work->database,
                                "INSERT OR REPLACE INTO day_total VALUES (?, ?, ?, ?, ?, ?, ?)");
        total.bind(1, static_cast<int>(repository));
        total.bind(2, counts.day.days_since_1970());
        total.bind(3, signed_of(totals.clients));
        total.bind(4, signed_of(totals.located));
        total.bind(5, signed_of(totals.requests));
        total.bind(6, signed_of(totals.bytes));
        total.bind(7, signed_of(before.late_requests + counts.late_requests));
        total.exec();

        const std::string packed_places = pack_places(places);
        const std::string packed_countries = pack_countries(countries);
        SQLite::Statement detail(m_work->database,
                                 "INSERT OR REPLACE INTO day_detail VALUES (?, ?, ?, ?)");
        detail.bind(1, static_cast<int>(repository));
        detail.bind(2, counts.day.days_since_1970());
        bind_blob(detail, 3, packed_places);
        bind_blob(detail, 4, packed_countries);
        detail.exec();
    });
}

void StateTransaction::write_ledger(const LedgerEntry& entry) {
    on_state(m_work->store.file(), [&] {
        SQLite::Statement insert(
            m_work->database,
            "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "head_length = excluded.head_length, "
            "head_hash = excluded.head_hash, offset = excluded.offset, "
            "tail_length = excluded.tail_length, "
            "tail_hash = excluded.tail_hash, device = excluded.device, "
            "inode = excluded.inode, size = excluded.size, "
            "modified_ns = excluded.modified_ns, input = excluded.input, "
            "path = excluded.path, format = excluded.format, "
            "damage = excluded.damage, last_read = excluded.last_read, "
            "late_requests = excluded.late_requests");
        if (entry.id == 0) {
            insert.bind(1);
        } else {
            insert.bind(1, entry.id);
        }
        insert.bind(2, entry.head_length);
        insert.bind(3, entry.head_hash.data(), static_cast<int>(entry.head_hash.size()));
        insert.bind(4, signed_of(entry.offset));
        insert.bind(5, entry.tail_length);
        insert.bind(6, entry.tail_hash.data(), static_cast<int>(entry.tail_hash.size()));
        insert.bind(7, signed_of(entry.device));
        insert.bind(8, signed_of(entry.inode));
        insert.bind(9, signed_of(entry.size));
        insert.bind(10, entry.modified_ns);
        insert.bind(11, entry.input);
        insert.bind(12, entry.path);
        insert.bind(13, entry.format);
        insert.bind(14, entry.damage);
        insert.bind(15, static_cast<std::int64_t>(entry.last_read.time_since_epoch().count()));
        insert.bind(16, signed_of(entry.late_requests));
        insert.exec();
        const std::int64_t id = entry.id == 0 ? m_work->database.getLastInsertRowid() : entry.id;
        write_outcomes(m_work->database, "ledger_outcome", id, entry.lines);
        SQLite::Statement head(m_work->database,
                               "INSERT OR IGNORE INTO ledger_head VALUES (?, ?, ?)");
        for (const auto& [length, hash] : entry.shorter_heads) {
            head.bind(1, length);
            head.bind(2, hash.data(), static_cast<int>(hash.size()));
            head.bind(3, id);
            head.exec();
            head.reset();
        }
        SQLite::Statement located(
            m_work->database, "INSERT OR REPLACE INTO ledger_outcome VALUES (?, 'located', ?, ?)");
        for (std::size_t i = 0; i < entry.located_requests.size(); ++i) {
            if (entry.located_requests[i] > 0) {
                located.bind(1, id);
                located.bind(2, std::string(located_reasons[i]));
                located.bind(3, signed_of(entry.located_requests[i]));
                located.exec();
                located.reset();
            }
        }
    });
}

void StateTransaction::commit(std::chrono::sys_seconds now) {
    on_state(m_work->store.file(), [&] {
        for (const auto& [day, clients] : m_work->days) {
            SQLite::Statement insert(m_work->database,
                                     "INSERT OR REPLACE INTO day VALUES (?, ?, ?, ?)");
            insert.bind(1, day.days_since_1970());
            const std::string packed = clients ? clients->pack() : std::string();
            if (clients) {
                insert.bind(2, clients->key().data(), static_cast<int>(clients->key().size()));
                bind_blob(insert, 3, packed);
            } else {
                insert.bind(2);
                insert.bind(3);
            }
            insert.bind(4, static_cast<std::int64_t>(now.time_since_epoch().count()));
            insert.exec();
        }
        m_work->transaction.commit();
    });
}

}  // namespace mapgen
