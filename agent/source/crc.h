/* CRC-32, as zip and Ethernet have it. */
#ifndef AGENT_CRC_H
#define AGENT_CRC_H

#include <stddef.h>

/* The sum of these bytes after what `sum` stands for; 0 to begin with. */
unsigned crc32_of(unsigned sum, const char *bytes, size_t length);
/* Writes eight hexadecimal digits, without a terminator. */
void crc32_digits(unsigned sum, char digits[8]);

#endif
