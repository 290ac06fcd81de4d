<#
.SYNOPSIS
Removes the service and the programs of Ferrypost. Run as administrator.
.DESCRIPTION
Settings and queue stay in %ProgramData%\Ferrypost, unless -Purge is given: then undelivered messages are lost.

This script has not been run on Windows.
#>
[CmdletBinding()]
param(
    [switch] $Purge
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0

$service = 'Ferrypost'
$programs = Join-Path $env:ProgramFiles 'Ferrypost'
$data = Join-Path $env:ProgramData 'Ferrypost'

$installed = Get-Service $service -ErrorAction SilentlyContinue
if ($installed) {
    if ($installed.Status -ne 'Stopped') {
        Stop-Service $service
        $installed.WaitForStatus('Stopped', [TimeSpan]::FromSeconds(90))
    }
    & (Join-Path $programs 'bin\ferrypostd.exe') "//DS//$service"
    if ($LASTEXITCODE -ne 0) { throw "the service cannot be removed: $LASTEXITCODE" }
}
$menu = Join-Path $env:ProgramData 'Microsoft\Windows\Start Menu\Programs\Ferrypost page.lnk'
foreach ($path in @($menu, $programs) + $(if ($Purge) { @($data) } else { @() })) {
    if (Test-Path $path) { Remove-Item $path -Recurse -Force }
}
if ([Diagnostics.EventLog]::SourceExists($service)) { [Diagnostics.EventLog]::DeleteEventSource($service) }
