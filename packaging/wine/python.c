/* SPDX-License-Identifier: MIT */
/* python.exe, and with WINDOW pythonw.exe: all that they do is to hand the words on. */
#include <windows.h>

int Py_Main(int count, wchar_t **words);

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR line, int show)
{
    return Py_Main(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **words)
{
    return Py_Main(count, words);
}
#endif
