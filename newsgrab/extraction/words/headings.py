"""Headings of blocks: which open a block of related articles, and which one of another kind.

A phrase stands here when it is what sites of that language commonly print; none is taken from one site alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsgrab.extraction.words.folding import fold

# Headings of blocks that lead from this article to others on its subject.
_RELATED = """
other articles on this subject|other stories on this subject|in this file|in this series|from the same file|part of this series|stories in this file|articles connected with this
أخبار متصلة|أخبار مرتبطة بهذا|مقالات متعلقة|مقالات متصلة|في هذا الملف|من هذا الملف|ملفات ذات صلة|قصص ذات صلة|تقارير متعلقة|تقارير متصلة|قد تهمك|قد تهمك أيضا|قد تعجبك|قد يهمك أيضا الاطلاع|أخبار أخرى تهمك|اقرأوا أيضا|اقرؤوا أيضا|يمكنك قراءة|للاطلاع أكثر
این‌ها را هم ببینید|این ها را هم بخوانید|خواندنی های مرتبط|اخبار و مطالب مرتبط|بیشتر ببینید|مزید پڑھیے|مزید پڑھئے|یہ خبریں بھی پڑھیں|یہ بھی پڑھئے|یہ بھی پڑھیے|اسی بارے میں|اس موضوع پر مزید
इन्हें भी देखें|इन्हें भी पढ़ें|इससे जुड़ी खबरें|इससे जुड़ी ख़बरें|इससे जुड़े|जुड़ी खबरें|ये भी देखें|आगे और पढ़ें|এ সম্পর্কিত খবর|আরও খবর পড়ুন|আরও খবর|এই বিষয়ে আরও
bu konuda diğer yazılar|bu konudaki diğer haberler|konuyla ilgili diğer haberler|bu haberler de ilginizi çekebilir|benzer içerikler|bunları da okuyabilirsiniz
ajánljuk még|ezeket is ajánljuk|berita lainnya yang terkait|artikel pilihan untuk anda|artikel terkait lainnya|xem thêm các bài|các bài liên quan|相關報道|相关报道|延伸阅读|អត្ថបទពាក់ព័ន្ធ|ព័ត៌មានទាក់ទង|ព័ត៌មានពាក់ព័ន្ធ|သက်ဆိုင်ရာ သတင်းများ|ဆက်စပ်သတင်း
related|related articles|related stories|related news|related posts|related content|related reading|related topics|related links
related coverage|related items|read also|also read|see also|read more|read next|up next|more on this|more on this story|more on this topic
more like this|more from this topic|you may also like|you might also like|you may like|you might like|similar articles|similar stories|similar posts
recommended|recommended for you|recommended reading|recommended stories|recommended articles|further reading|keep reading|continue reading
what to read next|more stories|don't miss|in the same section|on the same topic|suggested|suggested articles|editor's picks|more about|more coverage
مقالات ذات صلة|أخبار ذات صلة|اخبار متعلقة|أخبار متعلقة|مواضيع ذات صلة|مواضيع متعلقة|موضوعات ذات صلة|موضوعات متعلقة|ذات صلة|متعلقات
اقرأ أيضا|إقرأ أيضا|اقرأ ايضا|اقرأ المزيد|اقرأ كذلك|اقرأ أيضا عن|طالع أيضا|شاهد أيضا|انظر أيضا|تابع أيضا|قد يهمك|قد يهمك أيضا|قد يعجبك|قد يعجبك أيضا|ربما يعجبك|ربما يهمك
مواد ذات صلة|مقالات مشابهة|أخبار مشابهة|مواضيع مشابهة|مقالات مرتبطة|أخبار مرتبطة|موضوعات مرتبطة|روابط ذات صلة|تقارير ذات صلة|المزيد حول|المزيد من|للمزيد اقرأ|من نفس القسم|في السياق|في نفس السياق|مقترحة|مقالات مقترحة|نرشح لك|ننصح بقراءة|موصى به|لا تفوت|خبر ذو صلة|خبر متصل|أخبار أخرى
مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|مرتبط|مطالب مشابه|اخبار مشابه|بیشتر بخوانید|همچنین بخوانید|بخوانید|مطالب پیشنهادی|پیشنهاد ما|پیشنهاد سردبیر|در همین رابطه|در همین زمینه|موضوعات مرتبط|این مطالب را هم بخوانید
متعلقہ خبریں|متعلقہ مضامین|متعلقہ|یہ بھی پڑھیں|مزید پڑھیں|مزید خبریں|یہ بھی دیکھیں
עוד בנושא|כתבות קשורות|קראו עוד|קרא עוד|קראו גם|קרא גם|אולי יעניין אותך|אולי יעניין אתכם|כתבות נוספות|עוד באותו נושא|ידיעות קשורות|כתבות דומות|מומלצים|מומלץ עבורך|לקריאה נוספת|בנושא זה
यह भी पढ़ें|ये भी पढ़ें|यह भी पढे|संबंधित खबरें|संबंधित ख़बरें|संबंधित समाचार|संबंधित लेख|इसे भी पढ़ें|और पढ़ें|आपके लिए|आगे पढ़ें|मिलती जुलती खबरें|संबंधित
আরও পড়ুন|আরো পড়ুন|সম্পর্কিত খবর|সংশ্লিষ্ট খবর|தொடர்புடைய செய்திகள்|మరిన్ని|संबंधित बातम्या|हेही वाचा
ilgili haberler|ilgili haber|bunlar da ilginizi çekebilir|ilginizi çekebilir|ilginizi çekebilecek|bunlara da bakın|bunu da oku|bunları da okuyun|ayrıca okuyun|benzer haberler|benzer yazılar|ilgili yazılar|ilgili içerikler|önerilen haberler|sizin için önerilen|sıradaki haber|diğer haberler|okumaya devam et|öneriler
əlaqəli xəbərlər|oxşar xəbərlər|həmçinin oxuyun
читайте также|читать также|похожие новости|похожие статьи|похожие материалы|по теме|материалы по теме|новости по теме|еще по теме|статьи по теме|смотрите также|рекомендуем|рекомендуем почитать|вам может понравиться|вам будет интересно|вас может заинтересовать|что еще почитать|связанные новости|другие материалы|ранее по теме|по этой теме|сюжет
читайте також|читати також|схожі новини|за темою|матеріали за темою|новини за темою|дивіться також|вас може зацікавити|рекомендуємо|пов'язані новини|чытайце таксама|прочетете още|още по темата|свързани статии|вижте още|свързани новини|прочитајте|прочитајте још|повезане вести|повезани вести|још из рубрике|ұқсас жаңалықтар|тағы оқыңыз
διαβάστε επίσης|διαβάστε ακόμα|διαβάστε περισσότερα|δείτε επίσης|δείτε ακόμα|σχετικά άρθρα|σχετικές ειδήσεις|σχετικά|περισσότερα για|προτεινόμενα|ίσως σας ενδιαφέρει|διαβάστε και
à lire aussi|lire aussi|à lire également|lire également|voir aussi|à voir aussi|articles liés|articles similaires|articles connexes|sur le même thème|sur le même sujet|dans la même rubrique|à lire ensuite|pour aller plus loin|vous aimerez aussi|vous pourriez aimer|cela pourrait vous intéresser|nos recommandations|recommandé pour vous|contenus associés|en lien avec cet article|à découvrir|sur ce sujet|à ce sujet
lesen sie auch|lesen sie mehr|mehr zum thema|mehr dazu|auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte ihnen auch gefallen|ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte themen|verwandte beiträge|weiterlesen|weitere artikel|weitere themen|zum weiterlesen|passend zum thema|passende artikel|zum thema|empfohlene artikel|empfehlungen|empfohlen|weiterführende artikel|siehe auch|auch lesenswert|jetzt weiterlesen
noticias relacionadas|artículos relacionados|relacionados|relacionadas|contenido relacionado|te puede interesar|te podría interesar|también te puede interesar|le puede interesar|lea también|lee también|leer también|leé también|lea además|leer más|ver también|más sobre|más información|seguir leyendo|sigue leyendo|entradas relacionadas|notas relacionadas|más noticias|sobre el mismo tema|recomendados|recomendadas|no te pierdas|temas relacionados|mirá también|puedes leer
leia também|leia mais|veja também|notícias relacionadas|artigos relacionados|matérias relacionadas|posts relacionados|conteúdo relacionado|conteúdos relacionados|você também pode gostar|saiba mais|você pode gostar|recomendados para você|sobre o mesmo tema|mais sobre|ver também|ler mais|ler também|relacionado
leggi anche|leggi di più|articoli correlati|notizie correlate|ti potrebbe interessare|potrebbe interessarti|potrebbero interessarti|vedi anche|correlati|contenuti correlati|articoli simili|approfondimenti|approfondisci|per approfondire|sullo stesso argomento|altri articoli|consigliati per te
llegiu també|notícies relacionades|articles relacionats|et pot interessar|et pot agradar|relacionat|irakurri ere|ler tamén|novas relacionadas
lees ook|lees meer|gerelateerde artikelen|gerelateerd|meer over dit onderwerp|meer over|meer lezen|verwante artikelen|aanbevolen|misschien vind je dit ook interessant|dit vind je misschien ook leuk|bekijk ook
läs också|läs även|läs mer|relaterade artiklar|relaterat|mer om ämnet|mer om|se också|les også|les mer|relaterte artikler|relaterte saker|mer om|læs også|læs mere|relaterede artikler|relateret|mere om|lue myös|lue lisää|aiheesta lisää|aiheeseen liittyvää|katso myös|lesið einnig|tengdar fréttir|loe ka|loe lisaks|seotud artiklid|seotud uudised|lasi arī|lasi vēl|saistītie raksti|skaitykite taip pat|taip pat skaitykite|susiję straipsniai
czytaj też|czytaj także|czytaj również|przeczytaj także|przeczytaj też|zobacz też|zobacz także|zobacz również|powiązane artykuły|powiązane|podobne artykuły|warto przeczytać|polecamy|polecane|polecane artykuły|więcej na ten temat|na ten temat
čtěte také|přečtěte si také|související články|související|mohlo by vás zajímat|podobné články|doporučujeme|k tématu|čítajte aj|prečítajte si aj|prečítajte si tiež|súvisiace články|súvisiace|mohlo by vás zaujímať|odporúčame|preberite tudi|preberite še|sorodne novice|povezane vsebine|povezane novice|pročitajte i|pročitajte još|povezani članci|povezane vijesti|povezane vesti|pročitaj još|slične vijesti|možda vas zanima
olvassa el ezt is|kapcsolódó cikkek|kapcsolódó|ajánlott cikkek|ezt is olvassa el|ez is érdekelheti|további cikkek|citește și|citeste si|citiți și|articole similare|articole recomandate|știri similare|vezi și|pe aceeași temă|lexo edhe|artikuj të ngjashëm|të ngjashme|lexoni gjithashtu
baca juga|baca selanjutnya|berita terkait|artikel terkait|terkait|simak juga|lihat juga|rekomendasi untuk anda|rekomendasi|anda mungkin suka|basahin din|kaugnay na balita|xem thêm|đọc thêm|tin liên quan|bài viết liên quan|bài liên quan|tin cùng chuyên mục|có thể bạn quan tâm|soma pia|soma zaidi|habari zinazohusiana
ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|อ่านเพิ่มเติม|อ่านต่อ|เรื่องที่เกี่ยวข้อง|เรื่องที่คุณอาจสนใจ
相关阅读|相关新闻|相关文章|相关报道|相关内容|相关推荐|相关链接|延伸阅读|推荐阅读|为你推荐|为您推荐|猜你喜欢|更多阅读|阅读推荐|精彩推荐|相關新聞|相關文章|相關閱讀|相關報導|延伸閱讀|推薦閱讀|為你推薦|為您推薦|猜你喜歡|你可能還想看|你可能感興趣|更多相關|看更多
関連記事|関連ニュース|関連リンク|関連コンテンツ|関連情報|あわせて読みたい|合わせて読みたい|こちらもおすすめ|おすすめ記事|おすすめの記事|この記事を読んだ人|次に読む|こんな記事も読まれています|関連する記事|おすすめ
관련기사|관련 기사|관련뉴스|관련 뉴스|함께 읽을만한|함께 본 기사|이 기사와 함께|추천기사|추천 기사|관련 글|함께 보면 좋은
წაიკითხეთ ასევე|მსგავსი სიახლეები|კարդացեք նաև|կարդացեք նաև|առնչվող|ተዛማጅ|бабатуп окуңуз|бұл туралы тағы|پەیوەندیدار|بابەتی پەیوەندیدار|هەواڵی پەیوەندیدار|هەواڵە پەیوەندیدارەکان|بابەتە پەیوەندیدارەکان|هەواڵی هاوپەیوەند|زۆرتر بخوێنەوە|mijarên têkildar|nûçeyên têkildar|her wiha bixwîne
вам может быть интересно|czytaj więcej|この記事に関連するニュース|この記事の関連ニュース|この記事の関連記事|recommended from|similar entries|similar news|related headlines|more on this subject|مقالات قد تعجبك|مقالات قد تهمك|أخبار قد تهمك|موضوعات قد تهمك|مواضيع قد تهمك|مواضيع قد تعجبك|المواضيع المتشابهة|مواضيع متشابهة|أخبار متشابهة|مواضيع مماثلة|قد يهمك قراءة
მსგავსი სტატიები|მსგავსი ამბები|დაკავშირებული სიახლეები|ასევე წაიკითხეთ|նմանատիպ նյութեր|նմանատիպ լուրեր|նմանատիպ հոդվածներ|թեմայի վերաբերյալ|ተዛማጅ ዜናዎች|ተዛማጅ ጽሑፎች|ተጨማሪ ያንብቡ
mavzuga oid|mavzuga oid yangiliklar|oʻxshash yangiliklar|o'xshash yangiliklar|мавзуга оид|ўхшаш янгиликлар|тақырыпқа байланысты|окшош жаңылыктар|мавзӯи марбут|холбоотой мэдээ|digər xəbərlər|mövzu ilə bağlı
artikel berkaitan|berita berkaitan|berita lain yang berkaitan|warar la xiriira|wararka la xiriira|maqaallo la xiriira|labaran da suka shafi|អត្ថបទទាក់ទង|ຂ່າວທີ່ກ່ຽວຂ້ອງ|ဆက်စပ်သတင်းများ|සම්බන්ධිත පුවත්
सम्बन्धित समाचार|सम्बन्धित खबर|यो पनि पढ्नुहोस्|સંબંધિત સમાચાર|આ પણ વાંચો|సంబంధిత వార్తలు|ఇవి కూడా చదవండి|ബന്ധപ്പെട്ട വാർത്തകൾ|ഇതും വായിക്കുക|ಸಂಬಂಧಿತ ಸುದ್ದಿ|ಇದನ್ನೂ ಓದಿ|ਸੰਬੰਧਿਤ ਖ਼ਬਰਾਂ|இதையும் படிக்க|இதையும் படியுங்கள்|اړوند خبرونه|اړوندې ليکنې
"""  # noqa: E501

# Headings of blocks of other articles that are not on the subject: what is popular, new, paid for, next in time.
_OTHER_BLOCKS = """
video gallery|photo gallery|video galeri|foto galeri|galeri|معرض الفيديو|معرض الصور|ویدیو|ویڈیو|वीडियो|फोटो|ভিডিও|ছবি|видео|фото|відео|βίντεο|vidéo|vidéos|vídeo|vídeos|fotos|wideo|動画|视频|视频新闻|影音|影片|영상|포토|വീഡിയോ|வீடியோ|ვიდეო|տեսանյութ|simak juga video|tonton juga video
most read|most viewed|most popular|most shared|most commented|most watched|most visited|popular|popular posts|popular now|trending|trending now|top stories|top news|top 10|hot|hot news|best of
latest|latest news|latest stories|latest articles|latest posts|latest from|recent|recent posts|recent articles|recent news|newest|just in|breaking news|breaking|live|headlines|newsletter|follow us|share|share this|tags|tagged|topics|keywords|comments|leave a comment|leave a reply|join the discussion|about the author|more about this author|more about the author|more by|more from|from the same author|author|previous|next|previous article|next article|previous post|next post|categories|sections|archive|archives|calendar|weather|poll|advertisement|advertising|sponsored|sponsored content|promoted|promoted stories|paid content|partner content|from our partners|around the web|from the web|elsewhere on the web|you may have missed|subscribe|contact|contact us|about us|menu|search|navigation|photos|gallery|videos|video|podcast|watch|events|jobs|more in this category
الأكثر قراءة|الأكثر مشاهدة|الأكثر تداولا|الأكثر زيارة|الأكثر شعبية|الأكثر تعليقا|الأكثر مشاركة|الأكثر رواجا|الاكثر قراءة|الأكثر|شائع|الرائج|رائج الآن|آخر الأخبار|أخر الأخبار|آخر المقالات|أحدث الأخبار|أحدث المقالات|أحدث المواضيع|أحدث|آخر المستجدات|جديد|عاجل|أخبار عاجلة|أهم الأخبار|أبرز الأخبار|التعليقات|تعليقات|اترك تعليقا|أضف تعليقا|شارك|شارك الخبر|مشاركة|تابعنا|تابعونا|النشرة البريدية|اشترك|إعلان|إعلانات|محتوى مدفوع|محتوى ممول|برعاية|وسوم|الوسوم|كلمات مفتاحية|كلمات دلالية|الكلمات الدلالية|الأقسام|أقسام|الأرشيف|السابق|التالي|الخبر السابق|الخبر التالي|المقال السابق|المقال التالي|عن الكاتب|المزيد من الكاتب|من نحن|اتصل بنا|الطقس|استطلاع|فيديو|صور|اختيارات القراء|مباشر
پربازدیدترین|پربازدیدها|پربازدید|پربیننده ترین|پربحث ترین|محبوب ترین|داغ ترین|آخرین اخبار|تازه ترین|جدیدترین|آخرین خبرها|نظرات|دیدگاه ها|ارسال نظر|برچسب ها|اشتراک گذاری|تبلیغات|قبلی|بعدی|تازہ ترین|مقبول ترین|سب سے زیادہ پڑھی|تازہ خبریں|تبصرے|شیئر
הנקראות ביותר|הנצפות ביותר|הנצפים|הכי נקראות|פופולרי|חדשות אחרונות|מבזקים|עדכונים אחרונים|תגובות|הוסף תגובה|תגיות|שתפו|שיתוף|תוכן שיווקי|תוכן ממומן|פרסומת|בשיתוף
सबसे ज्यादा पढ़े गए|सर्वाधिक पढ़े गए|लोकप्रिय|ट्रेंडिंग|ताज़ा खबरें|ताजा खबरें|ताज़ा ख़बरें|टिप्पणियां|टिप्पणी|शेयर|टैग|विज्ञापन|প্রচ্ছদ|সর্বশেষ|সর্বাধিক পঠিত
en çok okunan|en çok okunanlar|çok okunan|çok okunanlar|popüler|trend|öne çıkan|son dakika|son haberler|son eklenen|güncel haberler|yorumlar|yorum yap|etiketler|paylaş|reklam|sponsorlu|önceki|sonraki|manşet|yazarlar
самое читаемое|самые читаемые|популярное|популярные новости|популярные|топ|топ новостей|лучшее|последние новости|последнее|свежее|свежие новости|новости дня|главное|главные новости|лента новостей|лента|сейчас читают|комментарии|оставить комментарий|теги|поделиться|реклама|партнерские материалы|новости партнеров|спецпроект|предыдущая|следующая|архив|курс валют|погода|найпопулярніше|популярні|останні новини|головне|коментарі|теги|реклама|найчитаніше|най-четени|последни новини|коментари|најчитаније|најновије
δημοφιλή|τα πιο δημοφιλή|πιο δημοφιλή|δημοφιλέστερα|τελευταία νέα|ροή ειδήσεων|τελευταίες ειδήσεις|τα τελευταία|σχόλια|ετικέτες|διαφήμιση|χορηγούμενο|προηγούμενο|επόμενο
les plus lus|les plus lues|les plus populaires|les plus consultés|populaires|tendances|à la une|dernières actualités|derniers articles|dernières nouvelles|actualités|en direct|commentaires|laisser un commentaire|étiquettes|mots-clés|partager|publicité|contenu sponsorisé|sponsorisé|partenaires|contenus partenaires|précédent|suivant|articles récents|catégories|du même auteur
meistgelesen|meistgelesene artikel|meist gelesen|am meisten gelesen|beliebt|beliebte artikel|beliebteste|trending|aktuelle nachrichten|neueste|neueste artikel|neueste beiträge|neueste nachrichten|aktuell|ticker|kommentare|kommentar schreiben|schlagwörter|schlagworte|stichwörter|teilen|anzeige|anzeigen|werbung|gesponsert|partnerinhalt|vorheriger artikel|nächster artikel|kategorien|archiv|weitere artikel des autors|newsletter
lo más leído|lo más visto|más leídas|más leídos|las más leídas|los más leídos|más vistas|más populares|lo más compartido|tendencias|lo último|últimas noticias|última hora|recientes|entradas recientes|en portada|comentarios|deja un comentario|etiquetas|compartir|publicidad|contenido patrocinado|patrocinado|anterior|siguiente|categorías|del mismo autor|último del autor|más de este autor|mais lidas|mais lidos|mais vistas|mais acessadas|últimas notícias|últimas|recentes|destaques|comentários|deixe um comentário|compartilhar|publicidade|patrocinado|anterior|próximo|categorias|em alta
i più letti|più letti|più lette|le più lette|più visti|ultime notizie|ultim'ora|in evidenza|recenti|articoli recenti|commenti|lascia un commento|condividi|pubblicità|sponsorizzato|precedente|successivo|categorie|meest gelezen|populair|laatste nieuws|recent|net binnen|reacties|delen|advertentie|gesponsord|vorige|volgende|mest läst|mest lästa|senaste nytt|senaste|kommentarer|dela|annons|mest lest|siste nytt|siste|annonse|mest læste|seneste|luetuimmat|uusimmat|tuoreimmat|kommentit|mainos|enimloetud|viimased uudised|lasītākie|jaunākie|skaitomiausi|naujausi
najczęściej czytane|najpopularniejsze|popularne|najnowsze|ostatnie|aktualności|komentarze|dodaj komentarz|tagi|udostępnij|reklama|materiał sponsorowany|poprzedni|następny|nejčtenější|nejnovější|komentáře|diskuze|štítky|reklama|najčítanejšie|najnovšie|najčitanije|najnovije|najnovejše|najbolj brano|komentari|legolvasottabb|legfrissebb|legnépszerűbb|friss hírek|hozzászólások|címkék|hirdetés|cele mai citite|cele mai populare|ultimele știri|comentarii|publicitate|më të lexuarat|të fundit
terpopuler|populer|berita terbaru|terbaru|terkini|trending|komentar|bagikan|iklan|paling banyak dibaca|đọc nhiều nhất|đọc nhiều|xem nhiều|tin mới|tin mới nhất|mới nhất|bình luận|quảng cáo|ข่าวล่าสุด|ล่าสุด|ยอดนิยม|ความคิดเห็น
热门|热门文章|热门新闻|热点|热榜|排行|排行榜|点击排行|阅读排行|最新|最新文章|最新新闻|最新消息|评论|网友评论|发表评论|广告|推广|赞助|标签|关键词|分享|上一篇|下一篇|頭條|熱門|熱門新聞|熱門文章|最新消息|最多人看|排行榜|留言|評論|廣告|贊助|標籤|上一則|下一則|今日热点|今日头条
ランキング|アクセスランキング|人気記事|人気の記事|よく読まれている記事|よく読まれています|新着|新着記事|最新記事|最新ニュース|コメント|広告|スポンサー|タグ|シェア|前の記事|次の記事|pr|トレンド|注目|急上昇|特集|많이 본 뉴스|많이 본 기사|인기기사|인기 기사|인기|최신기사|최신 뉴스|최신|댓글|광고|이전 기사|다음 기사|실시간
ყველაზე კითხვადი|უახლესი|ամենաընթերցված|վերջին լուրեր|ən çox oxunan|son xəbərlər|көп оқылған|соңғы жаңалықтар|زۆرترین خوێندراو|دوایین هەواڵ
"""  # noqa: E501

# What marks one entry of a list as paid for.
_SPONSORED = (
    "pr|ad|ads|anzeige|advertisement|advertorial|sponsored|sponsor|sponsored content|promoted|promotion|paid|paid post|partner content|publicidad|patrocinado"  # noqa: E501
    "|publicité|sponsorisé|pubblicità|sponsorizzato|werbung|gesponsert|advertentie|annons|annonse|annonce|mainos|reklama|reklam|sponsorlu|реклама|на правах рекламы|партнерский материал|إعلان|إعلان ممول|ممول|محتوى ممول|تبلیغات|آگهی|اشتہار|विज्ञापन|प्रायोजित|תוכן שיווקי|ממומן|פרסומת|広告|提供|推广|广告|赞助|廣告|贊助|추천광고|광고|χορηγούμενο|διαφήμιση|iklan|quảng cáo"  # noqa: E501
)


def _phrases(table: str) -> frozenset[str]:
    return frozenset(heading_key(fold(phrase)) for row in table.strip().splitlines() for phrase in row.split("|"))


@cache
def related_headings() -> frozenset[str]:
    """Headings of related blocks, folded."""
    return _phrases(_RELATED)


@cache
def other_headings() -> frozenset[str]:
    """Headings of blocks of another kind, folded."""
    return _phrases(_OTHER_BLOCKS)


@cache
def sponsored_labels() -> frozenset[str]:
    """Labels of paid entries, folded."""
    return _phrases(_SPONSORED)


DECORATION = " \t:：;,.…!?|/\\-–—_=+*•·●■▪►▶▸▹»«›‹>→←↓⇒☞“”\"'()[]{}（）【】《》「」『』〔〕#،؛؟。、，！？"


def heading_key(folded: str) -> str:
    """A folded heading without what decorates it.

    >>> heading_key("» read also:")
    'read also'
    """
    return folded.strip(DECORATION)


def _charwise(phrase: str) -> bool:
    return len(phrase) >= 4 and "\u2e80" <= phrase[0] <= "\uffdc"


START_CHARS = 4


@cache
def heading_starts() -> frozenset[str]:
    """How the keys of known headings begin, with START_CHARS signs: a key that begins otherwise is of no kind."""
    return frozenset(phrase[:START_CHARS] for phrase in related_headings() | other_headings())


@cache
def _kinds() -> dict[str, str]:
    return dict.fromkeys(other_headings(), "other") | dict.fromkeys(related_headings(), "related")


@cache
def _opening_kinds() -> dict[str, str]:
    """The kinds of the phrases of two words or more, which may open a longer heading; one word may open anything."""
    kinds = dict.fromkeys(related_headings(), "related") | dict.fromkeys(other_headings(), "other")
    return {phrase: kind for phrase, kind in kinds.items() if " " in phrase or _charwise(phrase)}


def kind_of_heading(folded: str) -> str:
    """What block a heading opens: "related", "other" (popular, latest, paid, tags, comments …), or "" for what is no heading of a block."""  # noqa: E501
    return kind_of_key(heading_key(folded)) if len(folded) <= MAX_HEADING_CHARS else ""


MAX_HEADING_CHARS = 90


def kind_of_key(key: str) -> str:
    """The kind of a heading whose key is known: of the phrase that it is, else of one that it opens with.

    So "more on this story from Aleppo" is of the kind of "more on this story", and so is, by its end, "and more on this
    story".
    """
    if len(key) > 70:
        return ""
    if key[:START_CHARS] not in heading_starts():
        return _kind_by_end(key)
    kind = _kinds().get(key)
    if kind is not None:
        return kind
    kinds = _opening_kinds()
    opened = {kinds[opening] for opening in _openings(key) if opening in kinds}
    return "other" if "other" in opened else "related" if opened else _kind_by_end(key)


@cache
def _closing_kinds() -> dict[str, list[tuple[str, str]]]:
    """The last words of the phrases of two words or more, with their kinds, by the words before."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, kind in _opening_kinds().items():
        before, _, last = phrase.rpartition(" ")
        if before and len(last) >= MIN_LAST_WORD:
            found.setdefault(before, []).append((last, kind))
    return found


MIN_LAST_WORD = 3
MAX_WORDS_BEFORE = 3
MAX_ENDING = 4  # letters by which the last word of a phrase may be longer, as languages with many endings write it


def _kind_by_end(key: str) -> str:
    """The kind of the phrase with which a heading ends, behind a few other words."""
    words = key.split()
    kinds = _closing_kinds()
    for start in range(1, min(len(words) - 1, MAX_WORDS_BEFORE + 1)):
        for last, kind in kinds.get(" ".join(words[start:-1]), ()):
            if words[-1].startswith(last) and len(words[-1]) - len(last) <= MAX_ENDING:
                return kind
    return ""


def _openings(key: str) -> Iterator[str]:
    """What a heading may open with: its first two to five words, but not all; where words are not spaced, its first signs."""  # noqa: E501
    end = key.find(" ")
    if end < 0:
        if not key.isascii():
            yield from (key[:length] for length in (4, 5, 6))
        return
    for _ in range(4):
        end = key.find(" ", end + 1)
        if end < 0:
            return
        yield key[:end]


_UNSPACED = re.compile("[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def is_headline(text: str) -> bool:
    """Whether a text is long enough to be an article's headline: four words, or ten signs where words are not spaced."""  # noqa: E501
    if not text.isascii() and _UNSPACED.search(text):
        return len(text) >= 9
    return text.count(" ") >= 3 and len(text) >= 16
