#include "crc.h"

unsigned crc32_of(unsigned sum, const char *bytes, size_t length) {
  unsigned rest = ~sum;
  for (size_t at = 0; at < length; at++) {
    rest ^= (unsigned char)bytes[at];
    for (int bit = 0; bit < 8; bit++) rest = rest >> 1 ^ (rest & 1 ? 0xedb88320u : 0);
  }
  return ~rest;
}

void crc32_digits(unsigned sum, char digits[8]) {
  static const char hex[] = "0123456789abcdef";
  for (int at = 0; at < 8; at++) digits[at] = hex[sum >> (28 - 4 * at) & 15];
}
