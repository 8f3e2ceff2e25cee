SELECT office, station, year FROM numbered WHERE (office, station, year) > (?1, ?2, ?3)
ORDER BY office, station, year LIMIT 1
