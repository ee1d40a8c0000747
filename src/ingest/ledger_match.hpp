#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "input/block_reader.hpp"
#include "input/input_file.hpp"
#include "store/ledger.hpp"
#include "store/state_store.hpp"

namespace mapgen {

// How the ledger and files know each other again.

/// An entry that has nothing but the stamp, to look others up by.
LedgerEntry entry_with_stamp(const FileStamp& stamp);

/// The entries of logs that begin as this content does, as far as either goes.
std::vector<LedgerEntry> entries_like(std::string_view head, const StateStore& store);

/// The ledger's entry whose content `file` goes on with; moves `file` behind what is known. Throws
/// as InputFile::pass_known_part() does.
std::optional<LedgerEntry> pass_known_part(InputFile& file,
                                           const std::vector<LedgerEntry>& candidates);

/// Brings the entry up to what has been read now.
void update_mark(LedgerEntry& entry, const InputFile& file, const BlockReader& reader);

}  // namespace mapgen
