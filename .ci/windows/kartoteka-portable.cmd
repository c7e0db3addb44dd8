@rem Starts Kartoteka with its data in the folder "data" beside this file, such as on a USB stick.
@if not exist "%~dp0data" mkdir "%~dp0data"
@start "" "%~dp0kartoteka.exe" --db "%~dp0data\kartoteka.db" %*
