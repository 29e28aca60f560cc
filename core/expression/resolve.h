#pragma once

#include <cstdint>
#include <string>

#include "error/result.h"
#include "expression/operand.h"
#include "expression/placeholders.h"

namespace shardbook {

/// Checks and replacements that conditions and updates share. Faults come without the "Invalid ...Expression: " prefix.

/// The first reserved word among the names as written.
Status check_reserved(const Path& path);
Status check_reserved(const Operand& operand);

/// Puts names and values in the place of placeholders: both, from left to right, or one kind alone.
Status resolve_names(Path& path, Placeholders& placeholders);
Status resolve_names(Operand& operand, Placeholders& placeholders);
Status resolve_values(Operand& operand, Placeholders& placeholders);
Status resolve(Operand& operand, Placeholders& placeholders);

Error wrong_operand_count(const std::string& function, std::size_t count);
Error wrong_operand_type(const std::string& function, std::string_view type);
Error requires_path(const std::string& function);

/// Comparators and functions within it, toward the limit of 300.
int operators_in(const Operand& operand);
Status check_operator_count(int count);

}  // namespace shardbook
