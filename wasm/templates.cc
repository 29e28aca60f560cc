// If several files instantiate a template, the linker keeps the first instance, and this file is linked first. These are on the path of
// every item, so they are compiled for speed; elsewhere they are compiled for size.
#define _LIBCPP_DISABLE_EXTERN_TEMPLATE
#include <string>
#include <vector>

#include "value/attribute_value.h"

template class std::basic_string<char>;
template class std::vector<shardbook::Attribute>;
template class std::vector<shardbook::AttributeValue>;
