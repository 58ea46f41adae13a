INSERT INTO article (id, url, site, version, title, body, category, authors, tags, language, published_at, published_precision, updated_at, site_name, image, truncated, views, views_exact, first_seen_at, last_seen_at, keyframe_id) VALUES (1, 'https://courier.example/article/12', 'courier.example', 2, 'النهر يغمر السوق', 'غمرت مياه النهر السوق القديم فجر الاثنين.

خسائر كبيرة

قدّر التجار خسائرهم بنحو مليون ليرة.', 'محليات', '["ليلى الحمصي"]', '[]', 'ar', '2025-03-03T14:02:00+00:00', NULL, NULL, NULL, NULL, 0, 16, 1, '2025-03-03T14:02:00.000Z', '2025-03-04T14:31:00.000Z', 1);
INSERT INTO article (id, url, site, version, title, body, category, authors, tags, language, published_at, published_precision, updated_at, site_name, image, truncated, views, views_exact, first_seen_at, last_seen_at, keyframe_id) VALUES (2, 'https://courier.example/article/120', 'courier.example', 1, 'سد جديد على النهر', 'غمرت مياه النهر السوق القديم فجر الاثنين.

خسائر كبيرة

قدّر التجار خسائرهم بنحو مليون ليرة.', 'محليات', '["ليلى الحمصي"]', '[]', 'ar', '2025-03-03T14:02:00+00:00', NULL, NULL, NULL, NULL, 0, 16, 1, '2025-03-05T09:00:00.000Z', '2025-03-05T09:00:00.000Z', 4);
INSERT INTO address (id, url, site, article_id) VALUES (1, 'https://courier.example/article/12', 'courier.example', 1);
INSERT INTO address (id, url, site, article_id) VALUES (2, 'https://courier.example/article/7', 'courier.example', NULL);
INSERT INTO address (id, url, site, article_id) VALUES (3, 'https://courier.example/article/8', 'courier.example', NULL);
INSERT INTO address (id, url, site, article_id) VALUES (4, 'https://courier.example/article/120', 'courier.example', 2);
INSERT INTO site (name, keyframe_id) VALUES ('courier.example', 1);
INSERT INTO page (id, sha256, size, base_id, zstd) VALUES (1, 'bf20bf7895fd276dfef670fa34a7c27e625c8a058487b1cd4481824492c8fb85', 1345, NULL, X'28B52FFD6441046D140036E16F3A408B9B03936178FF14D613AB4663BFAB2C4656E012DB7A14F55716D82B168178572E21A4C3EDB6F30048B2F61995E4A9BC6D2DD7ADEA8CA2E89A610060005E000760269BD69A7666902B109709F33061A64BA4AAB4810159555A012180A4564161170547C8BDF71EAEF11ADFF11FE70FE77E837BCF1FCEF1DD6FFCE750F675E9E508258A644AFACA34F3A223B6A9DD304A22A968D9BD19282FBB417D51F4DA090A1C23EE3ADEE3DD6F9CB9E7F8CF3BCEA12059F00FF77EE3122AF8E71FC760555ACDCE40AE3C5822144C0B203ADE7B8F7FBE71908AD19B4D0A72C5E22042E23225E0184DE4D5167D718491EEBDEFFE827F1DCF78E6F8CFBDE79E390EE5BDE8CB31D04E28DB9A9B55E7956D1CBB62165931AA51AA6D46DD2DD215C3C01E548A71394A1C0350007014204D2428D21A7AFBCE4ADE39517546A317C596718C22F41EC4B9F74CF88D8790D42C96B9DBE4184152B326C73F8F730F65048B597D271511C7A8B56B329054DDECE51845D2449221BEE1E121CEF18F7B4F8063449115A3976A58564076CFBDF71CCFF80CCE1A7C03A56D6D7688B387773EDE19808164D5775E6D39F66625E4A5E6454307CA8403456A109A5A68686B669DE84B358E0150A8719952C6109A199149334D713002824C15DA0112C0435187720C238A6F2698DC2C2E6D35F6E171174791AF3311EA572159EB6EBE1F30C3194FC268A4DE079EB9276479F6C0B71B10C65764729B9BBE07CA59603E0B77F72E5F80A0E44CFA1382AA696A3508C897A495A4842F816BE78512C48732586168B21025A226FBCCA26E2272F50F4CE8A861A951EF36D1A0242328596498C0FB855618DC0E6BFC410E9190E53F651BCFFEA1A13699CC7F5322E35386ACC942F2FB0540DBBD1912EA05B7C9E4A273893A0A992A9F0FEC76');
INSERT INTO page (id, sha256, size, base_id, zstd) VALUES (2, '22ba7709f7917ffdf4a7690b2d35a4b3268e142bfe9a29b10b21e2570b9eb7ba', 1146, 1, X'28B52FFD647A03BD00001834333105007D648C00E3F8C89119BF295751444D19080B1123A2');
INSERT INTO page (id, sha256, size, base_id, zstd) VALUES (3, 'f14f4ea702208d6358054b27c0bb089cf1ea692a60f8d0e4e57876f0b6b8a5e3', 73, 1, X'28B52FFD24499D00004028352C20392C20300310060C6E4D8016BB024C2AFA9A');
INSERT INTO page (id, sha256, size, base_id, zstd) VALUES (4, 'd2ed8a689e82b5ace47b9ac8edd9424e46c95cff128f040a21e140fa7965e48b', 1333, 1, X'28B52FFD6435040501004830B3352C20392C203006003865DC62C9297F88A705740A87410D8EA8285B01E7320FFD');
INSERT INTO snapshot (id, article_id, version, revision, seen_at, title, body, blocks, category, authors, tags, language, published_at, published_precision, updated_at, site_name, image, truncated, changed, hashes, sources, recipe) VALUES (1, 1, 1, 1, '2025-03-03T14:02:00.000Z', 'النهر يغمر السوق القديم', 'غمرت مياه النهر السوق القديم فجر الاثنين.

خسائر كبيرة

قدّر التجار خسائرهم بنحو مليون ليرة.', '[["paragraph", 0, 41], ["caption", 0, "السوق صباح اليوم"], ["heading", 2, 11], ["paragraph", 0, 36]]', 'محليات', '["ليلى الحمصي"]', '[]', 'ar', '2025-03-03T14:02:00+00:00', NULL, NULL, NULL, NULL, 0, '[]', '{"title": "1:97afc46d68a8ae5289e9a1434df7574a", "body": "1:f2974258bd34612fc5c837ddba37c3e5", "category": "1:f87e7b483c96b8f111cfae8f679ffe68", "authors": "1:5d3ff21b45edbfac84d3d864ecfb0929", "published_at": "1:a7f28f1a5c23be1c2c5d5e76686e91ce", "updated_at": "1:e3b0c44298fc1c149afbf4c8996fb924", "language": "1:ab5b62081b1d305e78d0daadb2cd2347"}', '{"title": "h1"}', '1');
INSERT INTO snapshot (id, article_id, version, revision, seen_at, title, body, blocks, category, authors, tags, language, published_at, published_precision, updated_at, site_name, image, truncated, changed, hashes, sources, recipe) VALUES (2, 1, 2, 1, '2025-03-04T14:31:00.000Z', 'النهر يغمر السوق', 'غمرت مياه النهر السوق القديم فجر الاثنين.

خسائر كبيرة

قدّر التجار خسائرهم بنحو مليون ليرة.', '[["paragraph", 0, 41], ["caption", 0, "السوق صباح اليوم"], ["heading", 2, 11], ["paragraph", 0, 36]]', 'محليات', '["ليلى الحمصي"]', '[]', 'ar', '2025-03-03T14:02:00+00:00', NULL, NULL, NULL, NULL, 0, '["title"]', '{"title": "1:884e83eee2981f8031ebbb57e3899edf", "body": "1:f2974258bd34612fc5c837ddba37c3e5", "category": "1:f87e7b483c96b8f111cfae8f679ffe68", "authors": "1:5d3ff21b45edbfac84d3d864ecfb0929", "published_at": "1:a7f28f1a5c23be1c2c5d5e76686e91ce", "updated_at": "1:e3b0c44298fc1c149afbf4c8996fb924", "language": "1:ab5b62081b1d305e78d0daadb2cd2347"}', '{"title": "h1"}', '1');
INSERT INTO snapshot (id, article_id, version, revision, seen_at, title, body, blocks, category, authors, tags, language, published_at, published_precision, updated_at, site_name, image, truncated, changed, hashes, sources, recipe) VALUES (3, 2, 1, 1, '2025-03-05T09:00:00.000Z', 'سد جديد على النهر', 'غمرت مياه النهر السوق القديم فجر الاثنين.

خسائر كبيرة

قدّر التجار خسائرهم بنحو مليون ليرة.', '[["paragraph", 0, 41], ["caption", 0, "السوق صباح اليوم"], ["heading", 2, 11], ["paragraph", 0, 36]]', 'محليات', '["ليلى الحمصي"]', '[]', 'ar', '2025-03-03T14:02:00+00:00', NULL, NULL, NULL, NULL, 0, '[]', '{"title": "1:d1fb271f735ba1acbbfab8e315738682", "body": "1:f2974258bd34612fc5c837ddba37c3e5", "category": "1:f87e7b483c96b8f111cfae8f679ffe68", "authors": "1:5d3ff21b45edbfac84d3d864ecfb0929", "published_at": "1:a7f28f1a5c23be1c2c5d5e76686e91ce", "updated_at": "1:e3b0c44298fc1c149afbf4c8996fb924", "language": "1:ab5b62081b1d305e78d0daadb2cd2347"}', '{"title": "h1"}', '1');
INSERT INTO related_set (id, sha256) VALUES (1, '9e5d6adb4332ded6b98ccc9864b6269ba07d069e05c9c8efea0b911ce60a2afa');
INSERT INTO related_set (id, sha256) VALUES (2, 'b850e5d49362abba7ccd4cb1539c85848b0fee7964f7bdf6c5df61756078c9f6');
INSERT INTO related_item (set_id, position, address_id, title, teaser, image, heading) VALUES (1, 1, 2, 'جسر جديد على النهر', 'يربط ضفتي المدينة.', NULL, NULL);
INSERT INTO related_item (set_id, position, address_id, title, teaser, image, heading) VALUES (1, 2, 3, 'السوق يستعد للعيد', NULL, NULL, NULL);
INSERT INTO related_item (set_id, position, address_id, title, teaser, image, heading) VALUES (2, 1, 2, 'جسر جديد على النهر', 'يربط ضفتي المدينة.', NULL, NULL);
INSERT INTO visit (id, at, address_id, final_url, article_id, outcome, reason, origin, status, headers, etag, last_modified, page_id, snapshot_id, related_set_id, charset_declared, charset_used, noarchive, cut, elapsed_ms, recipe) VALUES (1, '2025-03-03T14:02:00.000Z', 1, NULL, 1, 'new', '', 'http', 200, '[["etag", "\"a\""]]', '"a"', NULL, 1, 1, 1, NULL, NULL, 0, 0, NULL, '1');
INSERT INTO visit (id, at, address_id, final_url, article_id, outcome, reason, origin, status, headers, etag, last_modified, page_id, snapshot_id, related_set_id, charset_declared, charset_used, noarchive, cut, elapsed_ms, recipe) VALUES (2, '2025-03-04T14:31:00.000Z', 1, NULL, 1, 'changed', '', 'http', 200, '[["etag", "\"a\""]]', '"a"', NULL, 2, 2, 2, NULL, NULL, 0, 0, NULL, '1');
INSERT INTO visit (id, at, address_id, final_url, article_id, outcome, reason, origin, status, headers, etag, last_modified, page_id, snapshot_id, related_set_id, charset_declared, charset_used, noarchive, cut, elapsed_ms, recipe) VALUES (3, '2025-03-05T09:00:00.000Z', 1, NULL, 1, 'blocked', 'asks for a login', 'http', 200, '[["etag", "\"a\""]]', '"a"', NULL, 3, NULL, NULL, NULL, NULL, 0, 0, NULL, '');
INSERT INTO visit (id, at, address_id, final_url, article_id, outcome, reason, origin, status, headers, etag, last_modified, page_id, snapshot_id, related_set_id, charset_declared, charset_used, noarchive, cut, elapsed_ms, recipe) VALUES (4, '2025-03-05T09:00:00.000Z', 4, NULL, 2, 'new', '', 'http', 200, '[["etag", "\"a\""]]', '"a"', NULL, 4, 3, 1, NULL, NULL, 0, 0, NULL, '1');
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (1, 0, 1, 16, '16', 1);
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (1, 1, 2, 9, NULL, 1);
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (1, 2, 3, 20, NULL, 1);
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (2, 0, 1, 16, '16', 1);
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (2, 1, 2, 9, NULL, 1);
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (4, 0, 4, 16, '16', 1);
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (4, 1, 2, 9, NULL, 1);
INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (4, 2, 3, 20, NULL, 1);
