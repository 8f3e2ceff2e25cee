WITH RECURSIVE device (device) AS (
    SELECT min(device) FROM entry
    UNION ALL
    SELECT (SELECT min(e.device) FROM entry e WHERE e.device > d.device) FROM device d WHERE d.device IS NOT NULL
)
SELECT d.device, s.office, s.station FROM device d LEFT JOIN station s ON s.device = d.device
WHERE d.device IS NOT NULL ORDER BY d.device
