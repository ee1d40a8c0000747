# Every library the project uses, by the name Debian and Fedora both package it under.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(simdjson REQUIRED)
find_package(fmt REQUIRED)
find_package(date REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(tsl-robin-map REQUIRED)

pkg_check_modules(ISAL IMPORTED_TARGET libisal)
option(MAPGEN_ISAL "Inflate gzip with ISA-L, which is not on every machine; else with zlib"
  ${ISAL_FOUND})
if(MAPGEN_ISAL AND NOT ISAL_FOUND)
  message(FATAL_ERROR "MAPGEN_ISAL is on, and pkg-config finds no libisal; install it, or configure "
    "with -DMAPGEN_ISAL=OFF to inflate with zlib")
endif()
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(LZMA REQUIRED IMPORTED_TARGET liblzma)
pkg_check_modules(MAXMINDDB REQUIRED IMPORTED_TARGET libmaxminddb)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo pangoft2 fontconfig)
pkg_check_modules(PROJ REQUIRED IMPORTED_TARGET proj)
pkg_check_modules(SHAPELIB REQUIRED IMPORTED_TARGET shapelib)
pkg_check_modules(LIBAV REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswscale)

find_package(SQLiteCpp REQUIRED)
