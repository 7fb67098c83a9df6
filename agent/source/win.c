#include "win.h"

#include <string.h>

/* The compiler calls these for its own purposes; there is no C runtime to have them. */
void *memcpy(void *to, const void *from, size_t size) {
  char *target = to;
  const char *source = from;
  while (size-- > 0) *target++ = *source++;
  return to;
}

void *memmove(void *to, const void *from, size_t size) {
  char *target = to;
  const char *source = from;
  if (target <= source) return memcpy(to, from, size);
  while (size-- > 0) target[size] = source[size];
  return to;
}

void *memset(void *memory, int value, size_t size) {
  char *target = memory;
  while (size-- > 0) *target++ = (char)value;
  return memory;
}

int memcmp(const void *left, const void *right, size_t size) {
  const unsigned char *a = left, *b = right;
  for (; size > 0; size--, a++, b++) {
    if (*a != *b) return *a < *b ? -1 : 1;
  }
  return 0;
}

void *memory_take(size_t size) {
  void *memory = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size == 0 ? 1 : size);
  if (memory == NULL) end_process(8);
  return memory;
}

void *memory_resize(void *memory, size_t size) {
  if (memory == NULL) return memory_take(size);
  void *resized = HeapReAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, memory, size);
  if (resized == NULL) end_process(8);
  return resized;
}

void memory_give(void *memory) {
  if (memory != NULL) HeapFree(GetProcessHeap(), 0, memory);
}

WCHAR *wide_of(const char *string) {
  int length = MultiByteToWideChar(CP_UTF8, 0, string, -1, NULL, 0);
  WCHAR *wide = memory_take(((size_t)length + 1) * sizeof *wide);
  MultiByteToWideChar(CP_UTF8, 0, string, -1, wide, length);
  return wide;
}

void text_add_wide_length(Text *text, const WCHAR *string, int length) {
  int bytes = WideCharToMultiByte(CP_UTF8, 0, string, length, NULL, 0, NULL, NULL);
  char *utf8 = memory_take((size_t)bytes + 1);
  WideCharToMultiByte(CP_UTF8, 0, string, length, utf8, bytes, NULL, NULL);
  text_add_bytes(text, utf8, (size_t)bytes);
  memory_give(utf8);
}

void text_add_wide(Text *text, const WCHAR *string) { text_add_wide_length(text, string, lstrlenW(string)); }

int environment_value(const WCHAR *name, Text *text) {
  DWORD room = GetEnvironmentVariableW(name, NULL, 0);
  if (room < 2) return 0;
  WCHAR *value = memory_take(room * sizeof *value);
  GetEnvironmentVariableW(name, value, room);
  text_add_wide(text, value);
  memory_give(value);
  return 1;
}

int is_left_out(const char *name) {
  Text value = {0};
  int found = 0;
  if (environment_value(L"MSICONFORM_AGENT_WITHOUT", &value)) {
    for (size_t begin = 0, at = 0; at <= value.length; at++) {
      if (at < value.length && value.data[at] != ',') continue;
      found = found || bytes_equal(value.data + begin, at - begin, name);
      begin = at + 1;
    }
  }
  text_free(&value);
  return found;
}

FARPROC function_of(const char *library, const char *name) {
  if (is_left_out(library) || is_left_out(name)) return NULL;
  WCHAR *wide = wide_of(library);
  HMODULE module = LoadLibraryW(wide);
  memory_give(wide);
  return module == NULL ? NULL : GetProcAddress(module, name);
}

void end_process(unsigned code) {
  TerminateProcess(GetCurrentProcess(), code);
  ExitProcess(code);
}

double now(void) {
  static double last;
  static LARGE_INTEGER rate;
  LARGE_INTEGER count;
  if (rate.QuadPart == 0) QueryPerformanceFrequency(&rate);
  QueryPerformanceCounter(&count);
  double time = (double)count.QuadPart * 1000.0 / (double)rate.QuadPart;
  if (time > last) last = time;
  return last;
}

long long unix_time(void) {
  SYSTEMTIME date;
  FILETIME time;
  GetSystemTime(&date);
  if (!SystemTimeToFileTime(&date, &time)) return 0;
  unsigned long long ticks = (unsigned long long)time.dwHighDateTime << 32 | time.dwLowDateTime;
  return (long long)(ticks / 10000) - 11644473600000LL;
}

void add_last_error(Text *text, const char *name, DWORD error) {
  text_add(text, name);
  text_add(text, " gave error ");
  text_add_number(text, error);
}

unsigned random_number(void) {
  static unsigned state;
  LARGE_INTEGER count;
  QueryPerformanceCounter(&count);
  state = state * 1664525u + 1013904223u + (unsigned)count.QuadPart + GetTickCount() * 2654435761u;
  state ^= GetCurrentProcessId() * 2246822519u;
  return state ^ (state >> 15);
}
