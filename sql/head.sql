\echo Use "CREATE EXTENSION array_ext" to load this file. \quit

