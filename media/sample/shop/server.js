const http = require('node:http');

// The link `mysql:db` once set these; on a network of its own it never does.
const database = {
  host: process.env.DB_PORT_3306_TCP_ADDR || 'db',
  port: Number(process.env.DB_PORT_3306_TCP_PORT || 3306),
  user: process.env.SHOP_DB_USER,
};

// A whole endpoint in one variable: tcp://ADDRESS:6379.
const cache = process.env.CACHE_PORT || 'tcp://cache:6379';

http
  .createServer((request, response) => {
    response.end(`The shop asks ${database.host}:${database.port} and ${cache}.\n`);
  })
  .listen(8080);
