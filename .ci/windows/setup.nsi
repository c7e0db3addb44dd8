; The setup program: for one person, without administrator rights, in Czech and English.
;
;   makensis -INPUTCHARSET UTF8 -DVERSION=1.2.3 -DSIGN=/path/of/sign -DOUT=/path/of/setup.exe [-DSOFTGL] setup.nsi
;
; Options of the program it makes: /S silent, /D=FOLDER (last, without quotes) another folder, /NCRC without checking itself.
; Options of the uninstaller: /S silent, /DELETEDATA deletes the person's data as well.
; Exit codes: 0 done, 1 cancelled, 2 could not (the program is running, a file can't be written).

Unicode true
Target amd64-unicode
ManifestDPIAware true
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!insertmacro GetParameters
!insertmacro GetOptions
!insertmacro GetSize

!define NAME "Kartotéka"
!define FILE "kartoteka"
!define CLASSES "Software\Classes"
!define TYPE "Kartoteka.Workbook"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kartoteka"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\kartoteka.exe"
!define DATA "$LOCALAPPDATA\kartoteka"

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Kartoteka"
InstallDirRegKey HKCU "Software\Kartoteka" "Folder"
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; both programs share code: the second one packs better when the first is still in sight
!uninstfinalize '"${SIGN}" "%1"'

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} – setup"
VIAddVersionKey /LANG=0 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${NAME}"

!define MUI_ICON "kartoteka.ico"
!define MUI_UNICON "kartoteka.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${FILE}.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_COMPONENTSPAGE_SMALLDESC
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Czech"
!insertmacro MUI_LANGUAGE "English"

LangString Running ${LANG_CZECH} "Kartotéka je spuštěná. Ukončete ji a zkuste to znovu."
LangString Running ${LANG_ENGLISH} "Kartotéka is running. Close it and try again."
LangString OpenWith ${LANG_CZECH} "Zkontrolovat v Kartotéce"
LangString OpenWith ${LANG_ENGLISH} "Check in Kartotéka"
LangString Workbook ${LANG_CZECH} "Sešit Excelu"
LangString Workbook ${LANG_ENGLISH} "Excel workbook"
LangString Program ${LANG_CZECH} "Program"
LangString Program ${LANG_ENGLISH} "Program"
LangString AboutProgram ${LANG_CZECH} "Kartotéka a její položka v nabídce Start. Vaše data zůstanou, příští instalace je najde."
LangString AboutProgram ${LANG_ENGLISH} "Kartotéka and its entry in the Start menu. Your data stay; the next installation finds them."
LangString Data ${LANG_CZECH} "Smazat i moje data"
LangString Data ${LANG_ENGLISH} "Delete my data too"
LangString AboutData ${LANG_CZECH} "Smaže databázi, všechny zálohy a nastavení ze složky ${DATA}. Nejde to vzít zpět."
LangString AboutData ${LANG_ENGLISH} "Deletes the database, all backups and the settings in ${DATA}. This can't be undone."

; Whoever has Windows in Czech or Slovak reads Czech, everybody else English.
!macro ChooseLanguage
  System::Call "kernel32::GetUserDefaultUILanguage() i .r0"
  IntOp $0 $0 & 0x3ff
  StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${If} $0 = 0x05
  ${OrIf} $0 = 0x1b
    StrCpy $LANGUAGE ${LANG_CZECH}
  ${EndIf}
!macroend

; A program that runs can't be written to. Nothing is touched while one of them runs: the program, the link to it in softgl
; that draws in software, the command line.
!macro DeletePrograms
  retry:
  StrCpy $1 ""
  !insertmacro IsRunning "$INSTDIR\${FILE}.exe"
  !insertmacro IsRunning "$INSTDIR\softgl\${FILE}.exe"
  !insertmacro IsRunning "$INSTDIR\${FILE}.com"
  ${If} $1 != ""
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY retry
    SetErrorLevel 2
    Abort
  ${EndIf}
  Delete "$INSTDIR\softgl\${FILE}.exe"
  Delete "$INSTDIR\${FILE}.exe"
  Delete "$INSTDIR\${FILE}.com"
!macroend

; Puts the path into $1 when it is that of a program that runs.
!macro IsRunning PATH
  ${If} ${FileExists} "${PATH}"
    ClearErrors
    FileOpen $0 "${PATH}" a
    ${If} ${Errors}
      StrCpy $1 "${PATH}"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

Function .onInit
  !insertmacro ChooseLanguage
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  !insertmacro DeletePrograms
  File "kartoteka.exe"
  File "kartoteka.com"
  File "licenses.txt"
!ifdef SOFTGL
  SetOutPath "$INSTDIR\softgl"
  File "softgl\*.dll"
  SetOutPath "$INSTDIR"
!endif
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${FILE}.exe"
  WriteRegStr HKCU "Software\Kartoteka" "Folder" "$INSTDIR"

  ; "Open with" for workbooks. Excel stays what a double click opens.
  WriteRegStr HKCU "${CLASSES}\Applications\kartoteka.exe" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\kartoteka.exe\SupportedTypes" ".xlsx" ""
  WriteRegStr HKCU "${CLASSES}\Applications\kartoteka.exe\shell\open\command" "" '"$INSTDIR\kartoteka.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(Workbook)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" "$INSTDIR\kartoteka.exe,0"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open" "" "$(OpenWith)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\kartoteka.exe" "%1"'
  WriteRegNone HKCU "${CLASSES}\.xlsx\OpenWithProgids" "${TYPE}"
  WriteRegStr HKCU "${PATHS}" "" "$INSTDIR\kartoteka.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kartoteka.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
SectionEnd

Section "un.$(Program)" UnProgram
  SectionIn RO
  !insertmacro DeletePrograms
  Delete "$INSTDIR\licenses.txt"
  Delete "$INSTDIR\softgl\*.dll"
  RMDir "$INSTDIR\softgl"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays where somebody has put a file of his own into it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\Applications\kartoteka.exe"
  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegValue HKCU "${CLASSES}\.xlsx\OpenWithProgids" "${TYPE}"
  DeleteRegKey HKCU "${PATHS}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Kartoteka"
  ${RefreshShellIcons}
SectionEnd

Section /o "un.$(Data)" UnData
  RMDir /r "${DATA}"
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UnProgram} "$(AboutProgram)"
  !insertmacro MUI_DESCRIPTION_TEXT ${UnData} "$(AboutData)"
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END

Function un.onInit
  !insertmacro ChooseLanguage
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $1
  ${IfNot} ${Errors}
    SectionSetFlags ${UnData} ${SF_SELECTED}
  ${EndIf}
FunctionEnd
