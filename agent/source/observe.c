#include "observe.h"

#include <string.h>

#define QUERY_STATE 0x0001
enum { MUTANT_BASIC = 0, MUTANT_OWNER = 1 };

typedef struct {
  LONG count;
  BOOLEAN owned_by_caller, abandoned;
} MutantBasic;

typedef struct {
  HANDLE process, thread;
} ClientId;

static int query(HANDLE handle, Mutex *mutex) {
  LONG(WINAPI * NtQueryMutant)(HANDLE, int, void *, ULONG, ULONG *);
  MutantBasic basic = {0};
  ClientId owner = {NULL, NULL};
  PUT_FUNCTION(NtQueryMutant, "ntdll.dll", "NtQueryMutant");
  if (NtQueryMutant == NULL || NtQueryMutant(handle, MUTANT_BASIC, &basic, sizeof basic, NULL) < 0) return 0;
  mutex->state = basic.count <= 0 ? "owned" : "free";
  mutex->abandoned = basic.abandoned;
  mutex->counted = 1;
  mutex->count = basic.count;
  mutex->by = "NtQueryMutant";
  if (basic.count <= 0 && NtQueryMutant(handle, MUTANT_OWNER, &owner, sizeof owner, NULL) >= 0) {
    mutex->owner = (unsigned long)(ULONG_PTR)owner.process;
  }
  return 1;
}

/* Only where the query is refused: takes a free mutex for a moment, which an installer waits out. */
static void try_to_take(HANDLE handle, Mutex *mutex) {
  DWORD waited = WaitForSingleObject(handle, 0);
  mutex->by = "WaitForSingleObject";
  mutex->state = waited == WAIT_TIMEOUT ? "owned" : "denied";
  if (waited != WAIT_OBJECT_0 && waited != WAIT_ABANDONED) return;
  ReleaseMutex(handle);
  mutex->state = "free";
  mutex->abandoned = waited == WAIT_ABANDONED;
}

int probe_mutex(Mutex *mutex, Text *problem) {
  *mutex = (Mutex){"absent", 0, 0, 0, 0, "OpenMutexW"};
  HANDLE handle = OpenMutexW(SYNCHRONIZE | QUERY_STATE, FALSE, MUTEX_NAME);
  if (handle == NULL && GetLastError() == ERROR_ACCESS_DENIED) handle = OpenMutexW(SYNCHRONIZE, FALSE, MUTEX_NAME);
  if (handle == NULL) {
    DWORD error = GetLastError();
    if (error == ERROR_FILE_NOT_FOUND) return 1;
    mutex->state = "denied";
    if (error == ERROR_ACCESS_DENIED) return 1;
    add_last_error(problem, "OpenMutexW Global\\_MSIExecute", error);
    return 0;
  }
  if (!query(handle, mutex)) try_to_take(handle, mutex);
  CloseHandle(handle);
  return 1;
}

int query_service(Service *service, Text *problem) {
  static SC_HANDLE opened;
  BOOL(WINAPI * QueryServiceStatusEx)(SC_HANDLE, int, BYTE *, DWORD, DWORD *);
  /* SERVICE_STATUS_PROCESS. */
  DWORD status[9] = {0}, needed = 0;
  PUT_FUNCTION(QueryServiceStatusEx, "advapi32.dll", "QueryServiceStatusEx");
  if (QueryServiceStatusEx == NULL) {
    text_add(problem, "this Windows has no QueryServiceStatusEx");
    return 0;
  }
  if (opened == NULL) {
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    opened = manager == NULL ? NULL : OpenServiceW(manager, L"msiserver", SERVICE_QUERY_STATUS);
    if (opened == NULL) {
      add_last_error(problem, "OpenServiceW msiserver", GetLastError());
      return 0;
    }
  }
  if (!QueryServiceStatusEx(opened, 0, (BYTE *)status, sizeof status, &needed)) {
    add_last_error(problem, "QueryServiceStatusEx msiserver", GetLastError());
    return 0;
  }
  *service = (Service){status[1], status[2], status[7]};
  return 1;
}

int await_end(unsigned long pid, unsigned long milliseconds) {
  HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, pid);
  if (process == NULL) return 1;
  DWORD waited = WaitForSingleObject(process, milliseconds);
  CloseHandle(process);
  return waited == WAIT_OBJECT_0;
}
