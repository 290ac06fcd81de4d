@echo off
rem Starts Ferrypost with the Java that install.ps1 found, else the one in JAVA_HOME or on the PATH.
rem FERRYPOST_JAVA_OPTS adds options for Java. This script has not been run on Windows.
setlocal
set "FERRYPOST_HOME=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%FERRYPOST_HOME%\java-home.txt" set /p FOUND=<"%FERRYPOST_HOME%\java-home.txt"
if defined FOUND set "JAVA=%FOUND%\bin\java"
if exist "%FERRYPOST_HOME%\runtime\bin\java.exe" set "JAVA=%FERRYPOST_HOME%\runtime\bin\java"
if not defined FERRYPOST_CONFIG if exist "%ProgramData%\Ferrypost\ferrypost.properties" set "FERRYPOST_CONFIG=%ProgramData%\Ferrypost\ferrypost.properties"
set "OPTIONS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError"
if "%~1"=="run" set "OPTIONS=-Xmx96m -XX:NewRatio=5 %OPTIONS%"
if "%~1"=="demo" set "FERRYPOST_CONFIG="
set "MORE=%FERRYPOST_JAVA_OPTS%"
set "JAR=%FERRYPOST_HOME%\lib\ferrypost.jar"
rem otherwise they would be read as settings
set "FERRYPOST_JAVA_OPTS="
set "FERRYPOST_HOME="
"%JAVA%" %OPTIONS% %MORE% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
