#include "app/program.hpp"

int main(int argument_count, char** arguments) {
    return mapgen::run_program(argument_count, arguments);
}
