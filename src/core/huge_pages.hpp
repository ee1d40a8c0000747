#pragma once

#include <cstddef>
#include <vector>

namespace mapgen {

/// Asks the system to put memory that has not been touched yet into huge pages (madvise(2),
/// MADV_HUGEPAGE). Only a wish: nothing else depends on whether it is granted.
void prefer_huge_pages(void* begin, std::size_t bytes);

/// `size` value-initialised elements, for tables of some MiB that are looked into at random places:
/// with small pages, finding the page takes as long as reading what is on it.
template <typename Element>
std::vector<Element> make_large_table(std::size_t size) {
    std::vector<Element> table;
    table.reserve(size);
    prefer_huge_pages(table.data(), size * sizeof(Element));
    table.resize(size);
    return table;
}

}  // namespace mapgen
