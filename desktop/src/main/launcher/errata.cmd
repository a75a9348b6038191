@echo off
rem Starts Errata. Finds a JDK 25 or later by ERRATA_JAVA, JAVA_HOME, the usual places and the path, in this order.
setlocal enabledelayedexpansion
set "app=%~dp0.."
set "java="
if defined ERRATA_JAVA (
    if exist "%ERRATA_JAVA%\bin\java.exe" (set "java=%ERRATA_JAVA%\bin\java.exe") else (set "java=%ERRATA_JAVA%")
    goto found
)
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if defined java goto found
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do (
    if not defined java call :consider "%%~d"
)
if defined java goto found
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :consider "%%~dp$PATH:j.."
if defined java goto found
echo errata: no JDK 25 or later was found; install one, or name it by ERRATA_JAVA or JAVA_HOME 1>&2
exit /b 3

:consider
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%v in ('findstr /b JAVA_VERSION= "%~1\release"') do (
    for /f "tokens=1 delims=." %%m in ("%%~v") do if %%m geq 25 set "java=%~1\bin\java.exe"
)
exit /b 0

:found
set "memory=-Xmx256m -XX:TieredStopAtLevel=1"
if "%~1"=="" set "memory=-Xmx512m"
if "%~1"=="serve" set "memory=-Xms20m -Xmx128m -Xmn16m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 -XX:ReservedCodeCacheSize=48m -XX:MaxDirectMemorySize=64m -Xss512k"
rem What the build's training run left (errata train). Java checks whether it fits and does without it if not.
set "cache="
if exist "%app%\errata.aot" set "cache=-XX:AOTCache=%app%\errata.aot"
if defined cache set "cache="%cache%""
"%java%" -XX:+UseSerialGC %memory% -XX:+ExitOnOutOfMemoryError %cache% -Xlog:disable -Xlog:all=warning,aot*=off,cds*=off:stderr --enable-native-access=ALL-UNNAMED,dev.errata.rules,org.xerial.sqlitejdbc,com.github.luben.zstd_jni,javafx.graphics,io.netty.common --sun-misc-unsafe-memory-access=allow %ERRATA_OPTS% --module-path "%app%\lib" --add-modules ALL-MODULE-PATH -m dev.errata.desktop/dev.errata.desktop.Main %*
exit /b %errorlevel%
