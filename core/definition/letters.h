#pragma once

namespace shardbook {

/// Returns whether a character beyond ASCII is a letter, a digit or a blank of some script: one of the Unicode categories L, N and Z.
bool is_letter_digit_or_blank(char32_t character);

}  // namespace shardbook
