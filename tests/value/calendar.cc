#include "value/calendar.h"

#include <doctest/doctest.h>

using namespace shardbook;

TEST_CASE("times are formatted as the service formats them") {
  CHECK(iso_text(0) == "1970-01-01T00:00:00.000");
  CHECK(iso_text(1'432'155'070'252) == "2015-05-20T20:51:10.252");
  CHECK(long_date_text(1'532'546'479'000) == "Wednesday, July 25, 2018 7:21:19 PM UTC");
  CHECK(long_date_text(1'582'934'400'000) == "Saturday, February 29, 2020 12:00:00 AM UTC");
  CHECK(java_date_text(1'579'778'347'000) == "Thu Jan 23 11:19:07 UTC 2020");
}

TEST_CASE("a day ends at midnight, and midnight belongs to the new day") {
  CHECK(next_midnight(0) == 86'400'000);
  CHECK(next_midnight(86'399'999) == 86'400'000);
  CHECK(next_midnight(86'400'000) == 2 * 86'400'000LL);
}
