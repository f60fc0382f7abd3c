#Requires -RunAsAdministrator
# Installs the Forebell agent as a Windows service from this folder. Running it again upgrades.
# -Collector, -Pin and -Token are what `forebell enrol create` prints: the agent enrols at its first start.
param(
  [string] $Collector = "",
  [string] $Pin = "",
  [string] $Token = "",
  # Instead of -Pin and -Token: a key that stands in the collector's agents.yaml.
  [string] $Key = "",
  # A Java 25 or newer; without it JAVA_HOME and the usual folders are searched.
  [string] $JavaHome = ""
)
$ErrorActionPreference = "Stop"
$service = "ForebellAgent"
$account = "NT SERVICE\$service"
$program = Join-Path $env:ProgramFiles "Forebell Agent"
$state = Join-Path $env:ProgramData "Forebell Agent"

function Find-Jvm {
  $candidates = @($JavaHome, $env:JAVA_HOME)
  $candidates += Get-ChildItem "$env:ProgramFiles\*\jdk-2*", "$env:ProgramFiles\*\jre-2*" -Directory -ErrorAction SilentlyContinue |
    Sort-Object Name -Descending | ForEach-Object FullName
  foreach ($candidate in $candidates | Where-Object { $_ }) {
    $release = Join-Path $candidate "release"
    $jvm = Join-Path $candidate "bin\server\jvm.dll"
    if ((Test-Path $release) -and (Test-Path $jvm) -and
        ((Get-Content $release) -match '^JAVA_VERSION="(\d+)') -and
        ([int](((Get-Content $release) -match '^JAVA_VERSION=')[0] -replace '^JAVA_VERSION="(\d+).*', '$1') -ge 25)) {
      return $jvm
    }
  }
  throw "Java 25 or newer is needed and none was found: install one, or name it with -JavaHome."
}

$jvm = Find-Jvm
$prunsrv = Join-Path $program "prunsrv.exe"
if (Get-Service $service -ErrorAction SilentlyContinue) {
  Stop-Service $service
  & $prunsrv delete $service
}
New-Item -ItemType Directory -Force $program, $state, (Join-Path $state "logs") | Out-Null
Copy-Item "$PSScriptRoot\lib", "$PSScriptRoot\prunsrv.exe", "$PSScriptRoot\uninstall.ps1", "$PSScriptRoot\licenses" $program -Recurse -Force
$config = Join-Path $state "agent.yaml"
if (-not (Test-Path $config)) { Copy-Item "$PSScriptRoot\agent.yaml" $config }
if ($Collector) {
  $lines = @((Get-Content $config) -notmatch '^(# )?(collector|pin|enrol|key):') + "collector: $Collector"
  if ($Pin) { $lines += "pin: `"$Pin`"" }
  if ($Token) { $lines += 'enrol: {token: "${file:enrolment-token}"}' }
  if ($Key) { $lines += 'key: ${file:agent.key}' }
  Set-Content $config $lines -Encoding ascii
}
if ($Token) { Set-Content (Join-Path $state "enrolment-token") $Token -NoNewline -Encoding ascii }
if ($Key) { Set-Content (Join-Path $state "agent.key") $Key -NoNewline -Encoding ascii }

$flags = (Get-Content "$PSScriptRoot\agent.jvmflags" | Where-Object { $_ -and -not $_.StartsWith("#") }) -join "#"
& $prunsrv install $service --DisplayName="Forebell Agent" `
  --Description="Measures this host and sends it to a Forebell collector; opens no port." `
  --Startup=auto --ServiceUser="$account" --Jvm="$jvm" --JvmOptions="$flags" `
  --Classpath="$program\lib\*" --StartMode=jvm --StartClass=dev.forebell.agent.AgentMain `
  "--StartParams=run#--config#$config" --StopMode=jvm --StopClass=java.lang.System --StopMethod=exit `
  --StopTimeout=10 --LogPath="$state\logs" --StdError=auto
if ($LASTEXITCODE -ne 0) { throw "prunsrv could not install the service ($LASTEXITCODE)." }
sc.exe failure $service reset= 60 actions= restart/100/restart/1000/restart/5000 | Out-Null

# The key lies in the state folder: no inherited rights; the service, the system and administrators only.
icacls $state /inheritance:r /grant "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" "${account}:(OI)(CI)M" | Out-Null
icacls $program /inheritance:r /grant "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" "${account}:(OI)(CI)RX" | Out-Null
Start-Service $service
