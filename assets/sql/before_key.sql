PRAGMA cipher_log_level = NONE;
PRAGMA cipher_memory_security = OFF;
PRAGMA cipher_default_page_size = 8192;
PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256;
