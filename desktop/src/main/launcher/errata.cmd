@echo off
rem Starts Errata. Finds a JDK 25 or later by ERRATA_JAVA, JAVA_HOME, the usual places and the path, in this order.
rem ERRATA_JAVA may name a JDK's folder or its java command; ERRATA_OPTS adds options for the JVM.
rem No delayed expansion: it would take exclamation marks out of what the user says. No blocks in parentheses around
rem what a variable may hold: "Program Files (x86)" would end them.
setlocal enableextensions disabledelayedexpansion
for %%d in ("%~dp0..") do set "app=%%~fd"
set "java="

if not defined ERRATA_JAVA goto home
set "named=%ERRATA_JAVA:"=%"
if not exist "%named%\" goto command
call :consider "%named%"
if defined java goto found
goto useless
:command
if not exist "%named%" goto useless
set "java=%named%"
goto found
:useless
echo errata: ERRATA_JAVA is "%named%", which is no JDK 25 or later 1>&2
exit /b 3

:home
if not defined JAVA_HOME goto places
call :consider "%JAVA_HOME:"=%"
if defined java goto found
:places
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*") do if not defined java call :consider "%%~d"
if defined java goto found
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :consider "%%~dp$PATH:j.."
if defined java goto found
echo errata: no JDK 25 or later was found; install one, or name it by ERRATA_JAVA or JAVA_HOME 1>&2
exit /b 3

rem Takes the JDK that it is called with if it is new enough; reads its release file, so that no JVM has to start.
:consider
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%u in ("%~1\release") do if "%%u"=="JAVA_VERSION" for /f "tokens=1 delims=.-+_" %%m in ("%%~v") do if %%m geq 25 set "java=%~1\bin\java.exe"
exit /b 0

:found
rem The window draws; everything else is small and should start at once. The server's heap grows only when what lives in
rem it does. The command may stand anywhere, behind --home DIR too.
set "memory=-Xmx256m -XX:TieredStopAtLevel=1"
if "%~1"=="" set "memory=-Xmx512m"
:look
if "%~1"=="" goto looked
if "%~1"=="serve" set "memory=-Xms20m -Xmx128m -Xmn16m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 -XX:-ShrinkHeapInSteps -XX:ReservedCodeCacheSize=48m -XX:MaxDirectMemorySize=64m -Xss512k"
shift /1
goto look
:looked

rem What the build's training run left (errata train). Java checks whether it fits and does without it if not; its
rem complaints would stand in the output of commands, so they are turned off and the rest goes to standard error.
set cache=
if exist "%app%\errata.aot" set cache="-XX:AOTCache=%app%\errata.aot"

rem Netty would note where one buffer in 128 was made, in case it is lost: tests look at all of them instead.
"%java%" -XX:+UseSerialGC %memory% -XX:+ExitOnOutOfMemoryError %cache% -Xlog:disable "-Xlog:all=warning,aot*=off,cds*=off:stderr" --enable-native-access=ALL-UNNAMED,dev.errata.rules,org.xerial.sqlitejdbc,com.github.luben.zstd_jni,javafx.graphics,io.netty.common --sun-misc-unsafe-memory-access=allow -Dio.netty.leakDetection.level=disabled %ERRATA_OPTS% --module-path "%app%\lib" --add-modules ALL-MODULE-PATH -m dev.errata.desktop/dev.errata.desktop.Main %*
exit /b %errorlevel%
