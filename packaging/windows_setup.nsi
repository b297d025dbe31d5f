; SPDX-License-Identifier: MIT
; The Setup of one user, who needs no administrator; with /ALLUSERS, from the prompt of one, of all users.
; /S shows no window, /D=FOLDER (last, without quotes) is another place. It ends with 0, with 1 where it broke
; off and left the old program as it was, and having touched nothing with 2 (a window is open), 3 (no
; administrator), 4 (another's folder). Made by windows_setup.py, which says where things lie.
Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "Win\COM.nsh"
!include "Win\Propkey.nsh"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\desk_app"
!define KIND "Software\Classes\desk_app.rulebook"
!define ENDING "Software\Classes\.deskrules"
!define CALLED "個人情報お問い合わせ窓口"
!define OURS "desk-app.cmd"
!define FOR_ALL "for-all-users"
; What the program calls itself to the shell, which keeps its windows and its pin together by it.
!define APP_ID "desk_app"
Name "${CALLED} ${MARK}"
OutFile "${OUT}"
RequestExecutionLevel user
SetCompressor /SOLID ${PACKED}
!if ${PACKED} == lzma
  SetCompressorDictSize 64
!endif
AllowSkipFiles off
ManifestDPIAware true
BrandingText "desk_app ${VERSION}"
VIProductVersion "${NUMBER}.0"
VIAddVersionKey "ProductName" "desk_app"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Setup of desk_app ${MARK}"
VIAddVersionKey "LegalCopyright" "MIT"
Var Everybody
Var Whom
!define MUI_ICON "${APP}/desk_app.ico"
!define MUI_UNICON "${APP}/desk_app.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_WELCOMEPAGE_TEXT "$(FIRST)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\python\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-I -m desk_app"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(STAYS)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Japanese"
!insertmacro MUI_LANGUAGE "English"

LangString FIRST ${LANG_JAPANESE} "${FIRST_JA}"
LangString FIRST ${LANG_ENGLISH} "${FIRST_EN}"
LangString ONE ${LANG_JAPANESE} "${ONE_JA}"
LangString ONE ${LANG_ENGLISH} "${ONE_EN}"
LangString ALL ${LANG_JAPANESE} "${ALL_JA}"
LangString ALL ${LANG_ENGLISH} "${ALL_EN}"
LangString STAYS ${LANG_JAPANESE} "プログラムだけを取り除きます。窓口のデータ（$LOCALAPPDATA\desk_app）と鍵（$LOCALAPPDATA\desk_app_keys）は、そのまま残ります。"
LangString STAYS ${LANG_ENGLISH} "The program alone is removed. The desk ($LOCALAPPDATA\desk_app) and its keys ($LOCALAPPDATA\desk_app_keys) stay where they are."
LangString OPENED ${LANG_JAPANESE} "窓口の画面が開いています。閉じてから、もう一度実行してください。何も変えていません。"
LangString OPENED ${LANG_ENGLISH} "A window of the desk is open. Close it and run this again. Nothing was changed."
LangString NOT_ADMIN ${LANG_JAPANESE} "すべての利用者に入れる（取り除く）には、管理者として開いたコマンドプロンプトから実行してください。何も変えていません。"
LangString NOT_ADMIN ${LANG_ENGLISH} "For all users, run this from a prompt opened as administrator. Nothing was changed."
LangString OTHERS ${LANG_JAPANESE} "$INSTDIR には、ほかのファイルがあります。空のフォルダーを指定してください。何も変えていません。"
LangString OTHERS ${LANG_ENGLISH} "Other files lie in $INSTDIR. Name an empty folder. Nothing was changed."

!macro Refuse TEXT CODE
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

!macro MustBeAdministrator
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    !insertmacro Refuse "$(NOT_ADMIN)" 3
  ${EndIf}
!macroend

; While a window is open its Python cannot be written: nothing is touched then.
!macro MustBeClosed
  FindFirst $0 $1 "$INSTDIR\python\python3*.dll"
  ${DoUntil} $1 == ""
    ClearErrors
    FileOpen $2 "$INSTDIR\python\$1" a
    ${If} ${Errors}
      !insertmacro Refuse "$(OPENED)" 2
    ${EndIf}
    FileClose $2
    FindNext $0 $1
  ${Loop}
  FindClose $0
!macroend

; What is replaced and removed lies in folders of this program's own.
!macro MustBeOurs
  ${IfNot} ${FileExists} "$INSTDIR\${OURS}"
    FindFirst $0 $1 "$INSTDIR\*.*"
    ${DoUntil} $1 == ""
      ${If} $1 != "."
      ${AndIf} $1 != ".."
        !insertmacro Refuse "$(OTHERS)" 4
      ${EndIf}
      FindNext $0 $1
    ${Loop}
    FindClose $0
  ${EndIf}
!macroend

!macro InPlaceOfTheOld NAME
  RMDir /r "$INSTDIR\${NAME}"
  Delete "$INSTDIR\${NAME}"
  Rename "$INSTDIR\new\${NAME}" "$INSTDIR\${NAME}"
!macroend

; What Windows does not take, as the property of a link, leaves the link as it was.
!macro NameLink FILE
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("${FILE}",${STGM_READWRITE}).r2'
      ${If} $2 = 0
        ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r3)'
        ${If} $3 P<> 0
          System::Call 'ole32::CoTaskMemAlloc(p 64)p.r4'
          System::Call '*$4(&w32 "${APP_ID}")'
          System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r5'
          System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,p r4)p.r6'
          ${IPropertyStore::SetValue} $3 '($5,$6).r7'
          ${If} $7 = 0
            ${IPropertyStore::Commit} $3 "().r7"
          ${EndIf}
          ${If} $7 = 0
            ${IPersistFile::Save} $1 '("${FILE}",1)'
          ${EndIf}
          System::Call 'ole32::PropVariantClear(p r6)'
          System::Free $5
          System::Free $6
          ${IUnknown::Release} $3 ""
        ${EndIf}
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
!macroend

Function .onInit
  SetShellVarContext current
  StrCpy $Whom "$(ONE)"
  StrCpy $3 "$LOCALAPPDATA\Programs\desk_app"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ALLUSERS" $1
  ${IfNot} ${Errors}
    !insertmacro MustBeAdministrator
    SetShellVarContext all
    StrCpy $Everybody "yes"
    StrCpy $Whom "$(ALL)"
    StrCpy $3 "$PROGRAMFILES64\desk_app"
  ${EndIf}
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $3
  ${EndIf}
FunctionEnd

Function .onInstFailed
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\new"
  SetErrorLevel 1
FunctionEnd

Section
  !insertmacro MustBeClosed
  !insertmacro MustBeOurs
  SetOutPath "$INSTDIR"
  File "${APP}/${OURS}"
  ; All of the new one lies there before anything of the old one goes. Nothing of a desk is touched.
  RMDir /r "$INSTDIR\new"
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  !insertmacro InPlaceOfTheOld "python"
  !insertmacro InPlaceOfTheOld "manual"
  !insertmacro InPlaceOfTheOld "${OURS}"
  !insertmacro InPlaceOfTheOld "desk_app.ico"
  !insertmacro InPlaceOfTheOld "LICENCES.txt"
  !insertmacro InPlaceOfTheOld "sbom.cdx.json"
  RMDir "$INSTDIR\new"
  CreateShortCut "$SMPROGRAMS\${CALLED}.lnk" "$INSTDIR\python\pythonw.exe" "-I -m desk_app" "$INSTDIR\desk_app.ico"
  !insertmacro NameLink "$SMPROGRAMS\${CALLED}.lnk"
  ; By this a removal knows whose it is, however its folder is spelled.
  Delete "$INSTDIR\${FOR_ALL}"
  ${If} $Everybody != ""
    FileOpen $0 "$INSTDIR\${FOR_ALL}" w
    FileClose $0
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${KEY}" "DisplayName" "${CALLED} ${MARK}"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\desk_app.ico"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" ${KILOBYTES}
  ; A rulebook has the program's icon and is read as text; what puts it in force are two people.
  WriteRegStr SHCTX "${ENDING}" "" "desk_app.rulebook"
  WriteRegStr SHCTX "${ENDING}" "PerceivedType" "text"
  WriteRegStr SHCTX "${KIND}" "" "${CALLED}"
  WriteRegStr SHCTX "${KIND}\DefaultIcon" "" "$INSTDIR\desk_app.ico"
  WriteRegStr SHCTX "${KIND}\shell\open\command" "" '"$WINDIR\notepad.exe" "%1"'
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
SectionEnd

Section "Uninstall"
  ${If} ${FileExists} "$INSTDIR\${FOR_ALL}"
    !insertmacro MustBeAdministrator
    SetShellVarContext all
  ${EndIf}
  !insertmacro MustBeClosed
  Delete "$SMPROGRAMS\${CALLED}.lnk"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\manual"
  RMDir /r "$INSTDIR\new"
  Delete "$INSTDIR\desk_app.ico"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\${FOR_ALL}"
  Delete "$INSTDIR\${OURS}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "${KEY}"
  DeleteRegKey SHCTX "${KIND}"
  ReadRegStr $0 SHCTX "${ENDING}" ""
  ${If} $0 == "desk_app.rulebook"
    DeleteRegKey SHCTX "${ENDING}"
  ${EndIf}
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
SectionEnd
