/* Longer than 250 lines: each raw look at the machine, one after the other. */
#include "raw.h"

#include "observe.h"

/* TOKEN_DUPLICATE and TOKEN_QUERY. */
#define TOKEN_RIGHTS (0x0002 | 0x0008)
#define MODIFY_STATE 0x0001
#define ADMINISTRATORS L"S-1-5-32-544"
#define SUITE_TERMINAL 0x10
#define SUITE_SINGLE_USER 0x100
#define OBJECT_SECURITY 7
#define KERNEL_OBJECT 6

static void add_flag(Text *text, const char *name, int flag) {
  text_add(text, ",\"");
  text_add(text, name);
  text_add(text, flag ? "\":true" : "\":false");
}

static void add_count(Text *text, const char *name, long long number) {
  text_add(text, ",\"");
  text_add(text, name);
  text_add(text, "\":");
  text_add_number(text, number);
}

static void add_error(Text *text, DWORD error) {
  text_add(text, "{\"error\":");
  text_add_number(text, error);
  text_add(text, "}");
}

static PSID administrators(void) {
  static PSID known;
  BOOL(WINAPI * ConvertStringSidToSidW)(const WCHAR *, PSID *);
  PUT_FUNCTION(ConvertStringSidToSidW, "advapi32.dll", "ConvertStringSidToSidW");
  if (known == NULL && ConvertStringSidToSidW != NULL) ConvertStringSidToSidW(ADMINISTRATORS, &known);
  return known;
}

int is_administrator(void) {
  BOOL(WINAPI * IsUserAnAdmin)(void);
  BOOL(WINAPI * CheckTokenMembership)(HANDLE, PSID, BOOL *);
  BOOL member = FALSE;
  if (is_left_out("administrator")) return 0;
  PUT_FUNCTION(IsUserAnAdmin, "shell32.dll", "IsUserAnAdmin");
  if (IsUserAnAdmin != NULL) return IsUserAnAdmin() != 0;
  /* Windows 2000 has it without its name. */
  PUT_FUNCTION(CheckTokenMembership, "advapi32.dll", "CheckTokenMembership");
  return CheckTokenMembership != NULL && CheckTokenMembership(NULL, administrators(), &member) && member;
}

static int machine(Text *value) {
  OSVERSIONINFOEXW version = {0};
  DWORD session = 0;
  LONG(WINAPI * RtlGetVersion)(OSVERSIONINFOEXW *);
  BOOL(WINAPI * ProcessIdToSessionId)(DWORD, DWORD *);
  version.dwOSVersionInfoSize = sizeof version;
  PUT_FUNCTION(RtlGetVersion, "ntdll.dll", "RtlGetVersion");
  PUT_FUNCTION(ProcessIdToSessionId, "kernel32.dll", "ProcessIdToSessionId");
  /* Windows 2000 has no RtlGetVersion, and tells every program the truth. */
  LONG status = RtlGetVersion != NULL ? RtlGetVersion(&version) : GetVersionExW((OSVERSIONINFOW *)(void *)&version) ? 0 : -1;
  int told = ProcessIdToSessionId != NULL && ProcessIdToSessionId(GetCurrentProcessId(), &session);
  int suites = version.wSuiteMask;
  text_add(value, is_administrator() ? "{\"isAdministrator\":true,\"session\":" : "{\"isAdministrator\":false,\"session\":");
  if (told) text_add_number(value, session);
  else text_add(value, "null");
  add_count(value, "status", status);
  add_count(value, "suites", suites);
  /* On a Remote Desktop session host the installer behaves otherwise. */
  add_flag(value, "isSessionHost", (suites & SUITE_TERMINAL) != 0 && (suites & SUITE_SINGLE_USER) == 0);
  text_add(value, "}");
  return 1;
}

static void add_information(Text *value, HANDLE handle) {
  LONG(WINAPI * NtQueryMutant)(HANDLE, int, void *, ULONG, ULONG *);
  struct {
    LONG count;
    BOOLEAN owned_by_caller, abandoned;
  } basic = {0, 0, 0};
  struct {
    HANDLE process, thread;
  } owner = {NULL, NULL};
  PUT_FUNCTION(NtQueryMutant, "ntdll.dll", "NtQueryMutant");
  if (NtQueryMutant == NULL) {
    text_add(value, "null");
    return;
  }
  LONG status = NtQueryMutant(handle, 0, &basic, sizeof basic, NULL);
  LONG owner_status = NtQueryMutant(handle, 1, &owner, sizeof owner, NULL);
  text_add(value, "{\"status\":");
  text_add_number(value, status);
  if (status >= 0) {
    add_count(value, "count", basic.count);
    add_flag(value, "ownedByCaller", basic.owned_by_caller);
    add_flag(value, "abandoned", basic.abandoned);
  }
  add_count(value, "ownerStatus", owner_status);
  if (owner_status >= 0) {
    add_count(value, "ownerProcess", (long long)(ULONG_PTR)owner.process);
    add_count(value, "ownerThread", (long long)(ULONG_PTR)owner.thread);
  }
  text_add(value, "}");
}

/* Owner, group and access control list, in the words of SDDL. The descriptor is left to the end of the process. */
static void add_security(Text *value, HANDLE handle) {
  DWORD(WINAPI * GetSecurityInfo)(HANDLE, int, DWORD, PSID *, PSID *, void *, void *, void **);
  BOOL(WINAPI * ToString)(void *, DWORD, DWORD, WCHAR **, ULONG *);
  void *descriptor = NULL;
  WCHAR *string = NULL;
  PUT_FUNCTION(GetSecurityInfo, "advapi32.dll", "GetSecurityInfo");
  PUT_FUNCTION(ToString, "advapi32.dll", "ConvertSecurityDescriptorToStringSecurityDescriptorW");
  if (GetSecurityInfo == NULL || ToString == NULL) {
    text_add(value, "null");
    return;
  }
  DWORD code = GetSecurityInfo(handle, KERNEL_OBJECT, OBJECT_SECURITY, NULL, NULL, NULL, NULL, &descriptor);
  if (code != 0 || !ToString(descriptor, 1, OBJECT_SECURITY, &string, NULL)) {
    add_error(value, code != 0 ? code : GetLastError());
    return;
  }
  Text utf8 = {0};
  text_clear(&utf8);
  text_add_wide(&utf8, string);
  json_add_bytes(value, utf8.data, utf8.length);
  text_free(&utf8);
}

static void with_handle(Text *value, DWORD rights, void (*look)(Text *value, HANDLE handle)) {
  HANDLE handle = OpenMutexW(rights, FALSE, MUTEX_NAME);
  if (handle == NULL) {
    add_error(value, GetLastError());
    return;
  }
  look(value, handle);
  CloseHandle(handle);
}

static void add_true(Text *value, HANDLE handle) {
  (void)handle;
  text_add(value, "true");
}

/* What the tools that look at it ask for. */
static int mutex(Text *value) {
  static const struct {
    const char *name;
    DWORD rights;
  } asked[] = {{"SYNCHRONIZE", SYNCHRONIZE},
               {"MUTEX_MODIFY_STATE", MODIFY_STATE},
               {"both", SYNCHRONIZE | MODIFY_STATE},
               {"READ_CONTROL", READ_CONTROL}};
  text_add(value, "{\"opened\":{");
  for (int each = 0; each < 4; each++) {
    text_add(value, each > 0 ? ",\"" : "\"");
    text_add(value, asked[each].name);
    text_add(value, "\":");
    with_handle(value, asked[each].rights, add_true);
  }
  text_add(value, "},\"information\":");
  with_handle(value, SYNCHRONIZE | MODIFY_STATE, add_information);
  text_add(value, ",\"security\":");
  with_handle(value, READ_CONTROL, add_security);
  text_add(value, "}");
  return 1;
}

/* A token like ours that is no administrator's. */
static HANDLE lesser_token(Text *problem) {
  static HANDLE made;
  HANDLE own = NULL;
  BOOL(WINAPI * Open)(HANDLE, DWORD, HANDLE *);
  BOOL(WINAPI * Restrict)(HANDLE, DWORD, DWORD, SID_AND_ATTRIBUTES *, DWORD, void *, DWORD, void *, HANDLE *);
  SID_AND_ATTRIBUTES disabled = {administrators(), 0};
  if (made != NULL) return made;
  PUT_FUNCTION(Open, "advapi32.dll", "OpenProcessToken");
  PUT_FUNCTION(Restrict, "advapi32.dll", "CreateRestrictedToken");
  if (Open == NULL || Restrict == NULL || disabled.Sid == NULL) {
    text_add(problem, "this Windows has no CreateRestrictedToken");
  } else if (!Open(GetCurrentProcess(), TOKEN_RIGHTS, &own)) {
    add_last_error(problem, "OpenProcessToken", GetLastError());
  } else if (!Restrict(own, 0, 1, &disabled, 0, NULL, 0, NULL, &made)) {
    add_last_error(problem, "CreateRestrictedToken", GetLastError());
  }
  if (own != NULL) CloseHandle(own);
  return made;
}

/* Whether somebody who is no administrator is denied to open the mutex for waiting and releasing. */
static int is_denied(Text *value, Text *problem) {
  BOOL(WINAPI * Impersonate)(HANDLE);
  BOOL(WINAPI * Revert)(void);
  PUT_FUNCTION(Impersonate, "advapi32.dll", "ImpersonateLoggedOnUser");
  PUT_FUNCTION(Revert, "advapi32.dll", "RevertToSelf");
  HANDLE token = lesser_token(problem);
  if (token == NULL) return 0;
  if (Impersonate == NULL || Revert == NULL || !Impersonate(token)) {
    add_last_error(problem, "ImpersonateLoggedOnUser", GetLastError());
    return 0;
  }
  HANDLE handle = OpenMutexW(SYNCHRONIZE | MODIFY_STATE, FALSE, MUTEX_NAME);
  DWORD error = GetLastError();
  Revert();
  if (handle != NULL) CloseHandle(handle);
  text_add(value, handle == NULL && error == ERROR_ACCESS_DENIED ? "true" : "false");
  return 1;
}

#define MOST_KEPT 8
static struct {
  HANDLE handle;
  int owned;
} kept[MOST_KEPT];
static int kept_count;

static int take(int owned, Text *value, Text *problem) {
  HANDLE handle = kept_count == MOST_KEPT ? NULL : CreateMutexW(NULL, owned, MUTEX_NAME);
  if (handle == NULL) {
    add_last_error(problem, "CreateMutexW Global\\_MSIExecute", GetLastError());
    return 0;
  }
  kept[kept_count].handle = handle;
  kept[kept_count++].owned = owned;
  text_add(value, "null");
  return 1;
}

static int let_go(Text *value) {
  while (kept_count > 0) {
    kept_count--;
    if (kept[kept_count].owned) ReleaseMutex(kept[kept_count].handle);
    CloseHandle(kept[kept_count].handle);
  }
  text_add(value, "null");
  return 1;
}

int raw_command(const Json *command, Text *value, Text *problem) {
  int name = json_member(command, 0, "name");
  long long after = -1;
  if (json_is(command, name, "machine")) return machine(value);
  if (json_is(command, name, "mutex")) return mutex(value);
  if (json_is(command, name, "is-denied")) return is_denied(value, problem);
  if (json_is(command, name, "keep")) return take(0, value, problem);
  if (json_is(command, name, "own")) return take(1, value, problem);
  if (json_is(command, name, "let-go")) return let_go(value);
  if (!json_is(command, name, "records")) return -1;
  json_integer(command, json_member(command, 0, "value"), &after);
  return add_events(value, after, ALL_EVENTS, problem);
}
