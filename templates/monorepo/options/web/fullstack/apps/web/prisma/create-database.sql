-- compose.yaml runs one server for all; this is the database of apps/web on it.
CREATE DATABASE {{DATABASE_NAME}}_web;
