<#
.SYNOPSIS
Installs Ferrypost as a Windows service. Run as administrator, with Windows PowerShell 5.1 or PowerShell 7.
.DESCRIPTION
Programs go to %ProgramFiles%\Ferrypost; settings, queue and log go to %ProgramData%\Ferrypost, which only administrators and
the service can open. The service runs as the virtual account NT SERVICE\Ferrypost. Run it again to upgrade.

This script has not been run on Windows. Its tests read it, but there is no Windows on the build machines.
.PARAMETER JavaHome
A Java 17 or later. Without it: the folder runtime beside this script, JAVA_HOME, then the newest installed one.
#>
[CmdletBinding()]
param(
    [string] $JavaHome
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0

$service = 'Ferrypost'
$programs = Join-Path $env:ProgramFiles 'Ferrypost'
$data = Join-Path $env:ProgramData 'Ferrypost'

$identity = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    throw 'Run this script as administrator: it installs a service.'
}

function Get-JavaVersion([string] $folder) {
    $release = Join-Path $folder 'release'
    if (-not (Test-Path (Join-Path $folder 'bin\server\jvm.dll')) -or -not (Test-Path $release)) { return 0 }
    $line = Get-Content $release | Where-Object { $_ -match '^JAVA_VERSION="(\d+)' } | Select-Object -First 1
    if ($line -and $line -match '^JAVA_VERSION="(\d+)') { return [int] $Matches[1] }
    return 0
}

function Find-Java {
    $candidates = @()
    if ($JavaHome) { $candidates += $JavaHome }
    $candidates += (Join-Path $programs 'runtime')
    if ($env:JAVA_HOME) { $candidates += $env:JAVA_HOME }
    foreach ($vendor in 'Eclipse Adoptium', 'Microsoft', 'Java', 'Zulu', 'Amazon Corretto', 'BellSoft') {
        $folder = Join-Path $env:ProgramFiles $vendor
        if (Test-Path $folder) {
            $candidates += Get-ChildItem $folder -Directory | Sort-Object Name -Descending | ForEach-Object { $_.FullName }
        }
    }
    foreach ($candidate in $candidates) {
        if ((Get-JavaVersion $candidate) -ge 17) { return $candidate }
    }
    throw 'Ferrypost needs Java 17 or later, 64 bit. Install it, for example with "winget install EclipseAdoptium.Temurin.21.JRE", or use -JavaHome.'
}

function Invoke-Program([string] $program, [string[]] $arguments) {
    & $program $arguments
    if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

$installed = Get-Service $service -ErrorAction SilentlyContinue
if ($installed -and $installed.Status -ne 'Stopped') {
    Stop-Service $service
    $installed.WaitForStatus('Stopped', [TimeSpan]::FromSeconds(90))
}

New-Item $programs -ItemType Directory -Force | Out-Null
Copy-Item (Join-Path $PSScriptRoot '*') $programs -Recurse -Force
$java = Find-Java
Set-Content (Join-Path $programs 'java-home.txt') $java -Encoding ASCII

$verb = if ($installed) { '//US//' } else { '//IS//' }
Invoke-Program (Join-Path $programs 'bin\ferrypostd.exe') @(
    "$verb$service",
    '--DisplayName=Ferrypost',
    '--Description=Sends SMTP mail through Microsoft 365',
    '--Startup=auto',
    "--Jvm=$java\bin\server\jvm.dll",
    "--Classpath=$programs\lib\ferrypost.jar",
    '--JvmOptions=-Xmx96m;-XX:+UseSerialGC;-XX:NewRatio=5;-XX:TieredStopAtLevel=1;-XX:+ExitOnOutOfMemoryError',
    '--StartMode=jvm', '--StartClass=io.github.ferrypost.bridge.cli.ServiceMethods', '--StartMethod=start',
    "--StartParams=run;-f;$data\ferrypost.properties",
    '--StopMode=jvm', '--StopClass=io.github.ferrypost.bridge.cli.ServiceMethods', '--StopMethod=stop',
    '--StopTimeout=60',
    "--LogPath=$data\log", '--LogPrefix=service', '--StdOutput=auto', '--StdError=auto')
Invoke-Program 'sc.exe' @('config', $service, 'obj=', "NT SERVICE\$service")
Invoke-Program 'sc.exe' @('failure', $service, 'reset=', '86400', 'actions=', 'restart/5000/restart/5000/restart/60000')
Invoke-Program 'sc.exe' @('failureflag', $service, '1')

New-Item $data -ItemType Directory -Force | Out-Null
# by security identifier, since the names depend on the language: SYSTEM and Administrators
Invoke-Program 'icacls.exe' @($data, '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F',
    "NT SERVICE\${service}:(OI)(CI)M", '/Q')
$settings = Join-Path $data 'ferrypost.properties'
if (-not (Test-Path $settings)) {
    Copy-Item (Join-Path $programs 'ferrypost.properties') $settings
}

# the page's link needs the rights of an administrator, so the shortcut opens a console that asks for them
$menu = Join-Path $env:ProgramData 'Microsoft\Windows\Start Menu\Programs\Ferrypost page.lnk'
$shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut($menu)
$shortcut.TargetPath = Join-Path $PSHOME $(if ($PSVersionTable.PSVersion.Major -ge 6) { 'pwsh.exe' } else { 'powershell.exe' })
$shortcut.Arguments = "-NoProfile -ExecutionPolicy Bypass -File `"$programs\open-page.ps1`""
$shortcut.Save()

if (-not [Diagnostics.EventLog]::SourceExists($service)) {
    [Diagnostics.EventLog]::CreateEventSource($service, 'Application')
}
[Diagnostics.EventLog]::WriteEntry($service, "Ferrypost is installed with the Java in $java. Settings: $settings", 'Information', 1)

if ((Select-String -Path $settings -Pattern '^\s*ferrypost\.(account\.[^.]+\.)?mailbox\s*=' -Quiet)) {
    Start-Service $service
    Write-Output 'Ferrypost is running.'
} else {
    Write-Output "Ferrypost is installed. Next: `"$programs\bin\ferrypost.cmd`" setup, then: Start-Service Ferrypost"
}
