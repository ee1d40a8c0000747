#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace mapgen {

/// Rows for people (aligned), for spreadsheets (RFC 4180 CSV with "\n") or for programs (a JSON
/// array of objects).
class TableWriter {
public:
    enum class Format { table, csv, json };
    struct Column {
        std::string name;
        bool is_number = false;  ///< right-aligned, and without quotes in JSON
    };

    TableWriter(std::FILE* to, Format format, std::vector<Column> columns);
    /// As many cells as there are columns. CSV and JSON are written at once, a table at the end.
    void add(std::vector<std::string> row);
    void finish();

private:
    std::FILE* m_to;
    Format m_format;
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;  // of a table
    bool m_any = false;
};

}  // namespace mapgen
