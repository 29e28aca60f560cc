// Boost.JSON's own code, compiled here because the library is used without being linked.
#include <boost/json/src.hpp>
