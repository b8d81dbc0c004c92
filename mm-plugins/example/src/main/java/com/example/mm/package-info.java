/** A replacement policy of one's own, made outside mm with mm-api alone and held to mm's published contract. */
package com.example.mm;
