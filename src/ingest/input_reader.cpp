#include "ingest/input_reader.hpp"

#include <algorithm>
#include <system_error>
#include <thread>
#include <vector>

#include "ingest/reading_crew.hpp"

namespace mapgen {

void InputReader::read(std::span<const InputItem> items, const Take& take) {
    ReadingCrew crew(m_environment, items, take);
    {
        std::vector<std::jthread> threads;
        try {
            for (unsigned number = 1; number < crew.size(); ++number) {
                threads.emplace_back([&crew, number] { crew.work(number); });
            }
        } catch (const std::system_error&) {
            // The system has no more threads to give; those that there are do the work.
        }
        crew.work(0);
    }
    crew.finish();
}

InputReport InputReader::read(const InputItem& item) {
    InputReport report;
    read({&item, 1}, [&](const InputItem&, const InputReport& of_item) { report = of_item; });
    return report;
}

}  // namespace mapgen
