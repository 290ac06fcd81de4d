# Opens the page of the running service in the browser. Asks for administrator rights: the link is a key.
# This script has not been run on Windows.
$ErrorActionPreference = 'Stop'
$identity = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    $shell = (Get-Process -Id $PID).Path
    Start-Process $shell -Verb RunAs -ArgumentList "-NoProfile -ExecutionPolicy Bypass -File `"$PSCommandPath`""
    return
}
$link = & (Join-Path $PSScriptRoot 'bin\ferrypost.cmd') page
if ($LASTEXITCODE -eq 0) {
    Start-Process ($link | Select-Object -Last 1)
} else {
    Read-Host 'The page cannot be opened; the reason is above. Press Enter'
}
