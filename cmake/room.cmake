# How every room (a static library of its own) is built.

function(mapgen_compile_options target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
    -Wold-style-cast -Woverloaded-virtual -Wcast-align
    # GCC 12 sees "abc" + std::string overlap itself (https://gcc.gnu.org/PR105329).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
    $<$<BOOL:${MAPGEN_WARNINGS_AS_ERRORS}>:-Werror>
    # Fused multiply-add rounds once where two operations round twice: a pixel here and there would
    # depend on the processor.
    -ffp-contract=off)
  if(MAPGEN_SANITIZE)
    target_compile_options(${target} PUBLIC
      -fsanitize=${MAPGEN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${MAPGEN_SANITIZE})
  endif()
endfunction()

# mapgen_room(NAME SOURCES a.cpp b.cpp [LINKS mapgen_core ...] [PRIVATE_LINKS Third::party ...])
# makes the static library mapgen_NAME. LINKS are other rooms and what their headers need;
# PRIVATE_LINKS are the third-party libraries that only this room's .cpp files include.
function(mapgen_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(mapgen_${name} STATIC ${ROOM_SOURCES})
  # src/core/error.hpp is included as "core/error.hpp", render/map/projection.hpp by that name.
  target_include_directories(mapgen_${name} PUBLIC
    ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(mapgen_${name} PUBLIC ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE_LINKS})
  mapgen_compile_options(mapgen_${name})
endfunction()
