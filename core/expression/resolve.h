#pragma once

#include <cstdint>
#include <string>

#include "error/result.h"
#include "expression/operand.h"
#include "expression/placeholders.h"

namespace shardbook {

/// Checks and substitutions shared by conditions and updates. Errors lack the "Invalid ...Expression: " prefix.

/// Fail on the first reserved word among the names as written.
Status check_reserved(const Path& path);
Status check_reserved(const Operand& operand);

/// Replace placeholders by names and values: both, from left to right, or just one kind.
Status resolve_names(Path& path, Placeholders& placeholders);
Status resolve_names(Operand& operand, Placeholders& placeholders);
Status resolve_values(Operand& operand, Placeholders& placeholders);
Status resolve(Operand& operand, Placeholders& placeholders);

/// For a function that does not exist.
Error invalid_function_name(const std::string& function);
/// For a function that exists, but not in that kind of expression or in that place.
Error function_not_allowed(const std::string& function);
Error wrong_operand_count(const std::string& function, std::size_t count);
Error wrong_operand_type(const std::string& function, std::string_view type);
Error requires_path(const std::string& function);

/// Counts the operators and functions that go toward the limit of 300.
int operators_in(const Operand& operand);
Status check_operator_count(int count);

}  // namespace shardbook
