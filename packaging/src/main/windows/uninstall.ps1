#Requires -RunAsAdministrator
# Removes the Forebell agent; with -Purge also its configuration, key and state.
param([switch] $Purge)
$ErrorActionPreference = "Stop"
$service = "ForebellAgent"
$program = Join-Path $env:ProgramFiles "Forebell Agent"
if (Get-Service $service -ErrorAction SilentlyContinue) {
  Stop-Service $service
  & (Join-Path $program "prunsrv.exe") delete $service
}
Remove-Item $program -Recurse -Force -ErrorAction SilentlyContinue
if ($Purge) { Remove-Item (Join-Path $env:ProgramData "Forebell Agent") -Recurse -Force -ErrorAction SilentlyContinue }
