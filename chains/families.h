// The families that this program knows.
#pragma once

#include <coldquill/model/request.h>

namespace coldquill {

std::span<const Family> families();

}  // namespace coldquill
