/* SPDX-License-Identifier: MIT */
/* NAME.exe: runs the program NAME of this system, for a test under Wine that asks another's opinion.

   Wine hands no pipe on to such a program and does not tell how it ended. So both go through files
   in a folder of this run alone: `in` before it, then `out`, `err` and, last of all, `code`. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define MOST 32000
#define NOT_STARTED 126
#define NOT_ENDED 125
#define TURNS 60000
#define MILLISECONDS 5

typedef char *(CDECL *unix_name)(const wchar_t *);
static wchar_t folder[MAX_PATH];

static HANDLE opened(const wchar_t *name, DWORD access, DWORD how)
{
    wchar_t path[MAX_PATH + 8];
    _snwprintf(path, MAX_PATH + 8, L"%ls\\%ls", folder, name);
    return CreateFileW(path, access, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, how, 0, NULL);
}

static void pour(HANDLE from, HANDLE into)
{
    static char some[65536];
    DWORD read, written;
    while (ReadFile(from, some, sizeof some, &read, NULL) && read)
        for (DWORD at = 0; at < read && WriteFile(into, some + at, read - at, &written, NULL);)
            at += written;
}

static void gone(const wchar_t *name)
{
    wchar_t path[MAX_PATH + 8];
    _snwprintf(path, MAX_PATH + 8, L"%ls\\%ls", folder, name);
    DeleteFileW(path);
}

/* One word more, as whoever takes a line apart again expects it. */
static void add(wchar_t *line, const wchar_t *word)
{
    size_t at = wcslen(line), strokes = 0;
    line[at++] = L' ';
    line[at++] = L'"';
    for (; *word && at < MOST - 8; word++) {
        for (; *word == L'"' && strokes; strokes--) line[at++] = L'\\';
        if (*word == L'"') line[at++] = L'\\';
        strokes = *word == L'\\' ? strokes + 1 : 0;
        line[at++] = *word;
    }
    for (; strokes; strokes--) line[at++] = L'\\';
    line[at++] = L'"';
    line[at] = 0;
}

/* A place is named as this system names it; all other words stay. */
static void add_word(wchar_t *line, wchar_t *word, unix_name named)
{
    wchar_t wide[MOST];
    if (word[0] && word[1] == L':' && (word[2] == L'\\' || word[2] == L'/')) {
        for (wchar_t *each = word; *each; each++)
            if (*each == L'/') *each = L'\\';
        char *name = named(word);
        if (name && MultiByteToWideChar(CP_UTF8, 0, name, -1, wide, MOST)) word = wide;
    }
    add(line, word);
}

static int ended(void)
{
    char text[16] = "";
    DWORD read = 0;
    HANDLE code = opened(L"code", GENERIC_READ, OPEN_EXISTING);
    if (code == INVALID_HANDLE_VALUE) return -1;
    ReadFile(code, text, sizeof text - 1, &read, NULL);
    CloseHandle(code);
    return read && text[read - 1] == '\n' ? atoi(text) : -1;
}

static void give(const wchar_t *name, DWORD stream)
{
    HANDLE from = opened(name, GENERIC_READ, OPEN_EXISTING);
    pour(from, GetStdHandle(stream));
    CloseHandle(from);
}

int wmain(int count, wchar_t **words)
{
    static wchar_t line[MOST], self[MAX_PATH], script[MAX_PATH], temporary[MAX_PATH];
    HMODULE kernel = GetModuleHandleW(L"kernel32");
    unix_name named = (unix_name)(void *)GetProcAddress(kernel, "wine_get_unix_file_name");
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION made;
    HANDLE given = GetStdHandle(STD_INPUT_HANDLE), in;
    int code = -1;

    GetModuleFileNameW(NULL, self, MAX_PATH);
    wchar_t *name = wcsrchr(self, L'\\');
    *name++ = 0;
    *wcsrchr(name, L'.') = 0;
    _snwprintf(script, MAX_PATH, L"%ls\\run.sh", self);
    GetTempPathW(MAX_PATH, temporary);
    if (!named || !GetTempFileNameW(temporary, L"run", 0, folder)) return NOT_STARTED;
    DeleteFileW(folder);
    if (!CreateDirectoryW(folder, NULL)) return NOT_STARTED;
    in = opened(L"in", GENERIC_WRITE, CREATE_ALWAYS);
    if (GetFileType(given) == FILE_TYPE_PIPE || GetFileType(given) == FILE_TYPE_DISK) pour(given, in);
    CloseHandle(in);

    wcscpy(line, L"run.sh");
    add_word(line, wcsdup(folder), named);
    add(line, name);
    for (int each = 1; each < count; each++) add_word(line, words[each], named);
    if (CreateProcessW(script, line, NULL, NULL, FALSE, 0, NULL, NULL, &how, &made)) {
        for (int turn = 0; turn < TURNS && code < 0; turn++) {
            code = ended();
            if (code < 0) Sleep(MILLISECONDS);
        }
        if (code >= 0) {
            give(L"out", STD_OUTPUT_HANDLE);
            give(L"err", STD_ERROR_HANDLE);
        }
    } else {
        fprintf(stderr, "%ls: not started: %lu\n", name, GetLastError());
        code = NOT_STARTED;
    }
    gone(L"in");
    gone(L"out");
    gone(L"err");
    gone(L"code");
    RemoveDirectoryW(folder);
    return code < 0 ? NOT_ENDED : code;
}
