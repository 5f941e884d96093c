#!/bin/sh
exec node stubborn.js
