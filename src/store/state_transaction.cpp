#include "store/state_transaction.hpp"

#include <algorithm>
#include <stdexcept>

#include "store/database.hpp"

namespace mapgen {

struct StateTransaction::Work {
    Work(StateStore& state_store, SQLite::Database& state_database)
        : store(state_store),
          database(state_database),
          transaction(state_database, SQLite::TransactionBehavior::IMMEDIATE) {}

    StateStore& store;
    SQLite::Database& database;
    SQLite::Transaction transaction;
};

StateTransaction::StateTransaction(StateStore& store) {
    on_state(store.file(),
             [&] { m_work = std::make_unique<Work>(store, *store.m_state->database); });
}

StateTransaction::~StateTransaction() = default;

DayDraft StateTransaction::draft(CivilDay day) {
    return on_state(m_work->store.file(), [&] {
        DayDraft draft(m_work->store.file(), day);
        SQLite::Statement keys(m_work->database,
                               "SELECT client_key, clients FROM day WHERE day = ?");
        keys.bind(1, day.days_since_1970());
        if (keys.executeStep()) {
            draft.m_sealed = keys.getColumn(0).isNull();
            if (!draft.m_sealed) {
                const std::string_view bytes = blob(keys.getColumn(0));
                ClientKeys::Key& key = draft.m_key.emplace();
                if (bytes.size() != key.size()) {
                    throw std::runtime_error("the client key of " + day.iso() +
                                             " has a wrong length");
                }
                std::copy(bytes.begin(), bytes.end(), key.begin());
                draft.m_packed_clients = blob(keys.getColumn(1));
            }
        }
        SQLite::Statement counts(
            m_work->database,
            "SELECT repository, clients, located, requests, bytes, late_requests, places, "
            "countries FROM day_total LEFT JOIN day_detail USING (repository, day) WHERE day = ?");
        counts.bind(1, day.days_since_1970());
        while (counts.executeStep()) {
            DayDraft::Repository& repository =
                draft.repository(static_cast<std::size_t>(counts.getColumn(0).getInt()));
            repository.totals = totals_from(counts, 1);
            repository.late_requests = unsigned_of(counts.getColumn(5));
            repository.is_changed = false;
            repository.has_details = !counts.getColumn(6).isNull();
            if (repository.has_details) {
                repository.places = blob(counts.getColumn(6));
                repository.countries = blob(counts.getColumn(7));
            }
        }
        return draft;
    });
}

void StateTransaction::write(DayDraft& draft, std::chrono::sys_seconds now) {
    on_state(m_work->store.file(), [&] {
        draft.pack();
        SQLite::Statement keys(m_work->database, "INSERT OR REPLACE INTO day VALUES (?, ?, ?, ?)");
        keys.bind(1, draft.day().days_since_1970());
        if (draft.m_sealed) {
            keys.bind(2);
            keys.bind(3);
        } else {
            keys.bind(2, draft.m_key->data(), static_cast<int>(draft.m_key->size()));
            bind_blob(keys, 3, draft.m_packed_clients);
        }
        keys.bind(4, static_cast<std::int64_t>(now.time_since_epoch().count()));
        keys.exec();
        SQLite::Statement total(m_work->database,
                                "INSERT OR REPLACE INTO day_total VALUES (?, ?, ?, ?, ?, ?, ?)");
        SQLite::Statement detail(m_work->database,
                                 "INSERT OR REPLACE INTO day_detail VALUES (?, ?, ?, ?)");
        for (const DayDraft::Repository& repository : draft.m_repositories) {
            if (!repository.is_changed) {
                continue;
            }
            total.bind(1, static_cast<int>(repository.id));
            total.bind(2, draft.day().days_since_1970());
            total.bind(3, signed_of(repository.totals.clients));
            total.bind(4, signed_of(repository.totals.located));
            total.bind(5, signed_of(repository.totals.requests));
            total.bind(6, signed_of(repository.totals.bytes));
            total.bind(7, signed_of(repository.late_requests));
            total.exec();
            total.reset();
            if (repository.has_details) {
                detail.bind(1, static_cast<int>(repository.id));
                detail.bind(2, draft.day().days_since_1970());
                bind_blob(detail, 3, repository.places);
                bind_blob(detail, 4, repository.countries);
                detail.exec();
                detail.reset();
            }
        }
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
        SQLite::Statement lines(m_work->database,
                                "INSERT OR REPLACE INTO ledger_lines VALUES (?, ?)");
        lines.bind(1, id);
        bind_blob(lines, 2, entry.line_hashes);
        lines.exec();
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

void StateTransaction::commit() {
    on_state(m_work->store.file(), [&] { m_work->transaction.commit(); });
}

}  // namespace mapgen
