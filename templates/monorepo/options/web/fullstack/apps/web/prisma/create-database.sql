-- Creates the database of apps/web on the server in compose.yaml.
CREATE DATABASE {{DATABASE_NAME}}_web;
