@echo off
rem The first run on a real Windows: checks the machine, measures it, drives it once and draws 30 interleavings.
rem Leaves one zip on the desktop, and the folder beside it, whatever happens. Unverified: nobody ran it on Windows.
rem It installs test packages: use a machine that may break. Put a portable Node beside it as node\node.exe, or install one.
setlocal
if defined MSICONFORM_RAISED goto raised
if "%~1"=="raised" goto raised
net session >nul 2>&1
if %errorlevel%==0 goto raised
echo Asking for the rights of an administrator...
powershell -NoProfile -Command "Start-Process -FilePath '%~f0' -ArgumentList raised -Verb RunAs"
if %errorlevel%==0 exit /b 0
echo They were not given: start this file again as an administrator.
pause
exit /b 254
:raised
cd /d "%~dp0"
set "NODE=node"
if exist "%~dp0node.exe" set "NODE=%~dp0node.exe"
if exist "%~dp0node\node.exe" set "NODE=%~dp0node\node.exe"
set "DIST=%~dp0dist\cli"
if not exist "%DIST%\main.js" set "DIST=%~dp0node_modules\msiconform\dist\cli"
if exist "%DIST%\main.js" goto found
echo msiconform is not here: unpack it beside this file, or run npm install msiconform here.
if not defined MSICONFORM_RAISED pause
exit /b 254
:found
set "CLI=%DIST%\main.js"
set "DESKTOP=%USERPROFILE%\Desktop"
if not exist "%DESKTOP%" set "DESKTOP=%~dp0."
set "OUT=%DESKTOP%\msiconform-%COMPUTERNAME%-%RANDOM%"
mkdir "%OUT%"
echo Everything goes to %OUT%
echo 1/5 doctor
"%NODE%" "%CLI%" doctor > "%OUT%\doctor.txt" 2>&1
call :zip
echo 2/5 measure (an hour at most)
"%NODE%" "%CLI%" measure windows --this-machine-is-disposable --history "%OUT%\measured.jsonl" > "%OUT%\measure.txt" 2>&1
call :zip
echo 3/5 smoke
"%NODE%" "%CLI%" smoke windows --this-machine-is-disposable > "%OUT%\smoke.txt" 2>&1
call :zip
echo 4/5 run (20 minutes at most)
"%NODE%" "%CLI%" run windows --no-measure --num-runs 30 --time-limit 1200 --this-machine-is-disposable --history "%OUT%\run.jsonl" --json > "%OUT%\result.json" 2> "%OUT%\run.txt"
call :zip
echo 5/5 events
wevtutil epl Application "%OUT%\application.evtx" "/q:*[System[Provider[@Name='MsiInstaller']]]" /ow:true > "%OUT%\events.txt" 2>&1
call :zip
echo Done: %OUT%.zip
if not defined MSICONFORM_RAISED pause
exit /b 0

rem Anew after each stage, so that what was found is in it when a later one ends the machine.
:zip
"%NODE%" "%DIST%\zip-folder.js" "%OUT%" "%OUT%.zip"
exit /b 0
