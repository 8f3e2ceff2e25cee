SELECT office, station, year FROM (
    SELECT office, station, year FROM
        (SELECT office, station, year FROM numbered WHERE office = ?1 AND station = ?2 AND year > ?3 ORDER BY year LIMIT 1)
    UNION ALL SELECT office, station, year FROM
        (SELECT office, station, year FROM numbered WHERE office = ?1 AND station > ?2 ORDER BY station, year LIMIT 1)
    UNION ALL SELECT office, station, year FROM
        (SELECT office, station, year FROM numbered WHERE office > ?1 ORDER BY office, station, year LIMIT 1)
) LIMIT 1
