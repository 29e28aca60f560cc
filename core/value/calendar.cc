#include "value/calendar.h"

#include "value/padded.h"

namespace shardbook {

namespace {

constexpr const char* kWeekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};

/// "14:05:09".
std::string clock_text(const CalendarTime& time, int hour, std::size_t hour_width) {
  return padded(hour, hour_width) + ":" + padded(time.minute, 2) + ":" + padded(time.second, 2);
}

}  // namespace

CalendarTime calendar_time_of(std::int64_t milliseconds) {
  // Days to civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const std::int64_t days = milliseconds / kMillisecondsOfDay;
  const std::int64_t of_day = milliseconds % kMillisecondsOfDay;
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = shifted / 146'097;
  const std::int64_t of_era = shifted % 146'097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  CalendarTime time;
  time.year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  time.month = static_cast<int>(month);
  time.day = static_cast<int>(of_year - (153 * month_from_march + 2) / 5 + 1);
  time.weekday = static_cast<int>((days + 4) % 7);
  time.hour = static_cast<int>(of_day / 3'600'000);
  time.minute = static_cast<int>(of_day / 60'000 % 60);
  time.second = static_cast<int>(of_day / 1000 % 60);
  time.millisecond = static_cast<int>(of_day % 1000);
  return time;
}

std::string iso_text(std::int64_t milliseconds) {
  const CalendarTime time = calendar_time_of(milliseconds);
  return padded(time.year, 4) + "-" + padded(time.month, 2) + "-" + padded(time.day, 2) + "T" + clock_text(time, time.hour, 2) + "." +
         padded(time.millisecond, 3);
}

std::string utc_text(std::int64_t milliseconds) { return iso_text(milliseconds) + "Z"; }

std::string long_date_text(std::int64_t milliseconds) {
  const CalendarTime time = calendar_time_of(milliseconds);
  const int hour = time.hour % 12 == 0 ? 12 : time.hour % 12;
  return std::string(kWeekdays[time.weekday]) + ", " + kMonths[time.month - 1] + " " + padded(time.day, 1) + ", " + padded(time.year, 1) +
         " " + clock_text(time, hour, 1) + (time.hour < 12 ? " AM UTC" : " PM UTC");
}

std::string java_date_text(std::int64_t milliseconds) {
  const CalendarTime time = calendar_time_of(milliseconds);
  return std::string(kWeekdays[time.weekday], 3) + " " + std::string(kMonths[time.month - 1], 3) + " " + padded(time.day, 2) + " " +
         clock_text(time, time.hour, 2) + " UTC " + padded(time.year, 1);
}

std::int64_t next_midnight(std::int64_t milliseconds) { return (milliseconds / kMillisecondsOfDay + 1) * kMillisecondsOfDay; }

}  // namespace shardbook
