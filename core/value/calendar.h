#pragma once

#include <cstdint>
#include <string>

namespace shardbook {

inline constexpr std::int64_t kMillisecondsOfDay = 86'400'000;

/// A UTC time on the Gregorian calendar.
struct CalendarTime {
  int year = 1970;
  int month = 1;    // from 1
  int day = 1;      // from 1
  int weekday = 4;  // Sunday is 0
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
};

/// `milliseconds` since the epoch, not negative.
CalendarTime calendar_time_of(std::int64_t milliseconds);

/// 2015-05-20T20:51:10.252
std::string iso_text(std::int64_t milliseconds);
/// The same with its zone: 2015-05-20T20:51:10.252Z
std::string utc_text(std::int64_t milliseconds);
/// Wednesday, July 25, 2018 7:21:19 PM UTC
std::string long_date_text(std::int64_t milliseconds);
/// Thu Jan 23 11:19:07 UTC 2020
std::string java_date_text(std::int64_t milliseconds);

/// Returns the first midnight after that time.
std::int64_t next_midnight(std::int64_t milliseconds);

}  // namespace shardbook
