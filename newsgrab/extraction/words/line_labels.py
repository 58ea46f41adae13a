"""The words by which pages of many languages label what is not the text of an article."""

from __future__ import annotations

from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import LinePrefixes, phrase_pattern

RELATED_WORDS = """
ar: مقالات ذات صلة | ذات صلة | ذو صلة | اقرأ أيض | إقرأ أيض | اقرأ ايض | اقرا ايض | اقرأ المزيد | مواضيع متعلقة
ar: أخبار متعلقة | مواضيع مشابهة
ar: مواضيع مرتبطة | أخبار مرتبطة | قد يهمك | قد يعجبك | مقالات أخرى | شاهد أيض | طالع أيض | المزيد حول
fa: مطالب مرتبط | اخبار مرتبط | بیشتر بخوان | بیشتر بخوانید | همچنین بخوانید | خبرهای مرتبط | مطالب مشابه
ur: متعلقہ خبریں | متعلقہ | یہ بھی پڑھیں | مزید پڑھیں
he: עוד בנושא | קראו גם | כתבות נוספות | קרא עוד | כתבות קשורות | אולי יעניין
en: related | read also | read next | read more | also read | see also | more on this | you may | you might
en: recommended | more like this
en: don't miss | more stories | more from
fr: à lire aussi | lire aussi | à lire | sur le même | articles liés | articles similaires | voir aussi
fr: à découvrir | en lien
de: lesen sie auch | mehr zum | auch interessant | das könnte sie | verwandte | ähnliche artikel
de: weitere artikel | lesen sie mehr
es: te puede | relacionad | lee también | lea también | más sobre | también te | ver también
pt: leia também | leia mais | relacionad | veja também | saiba mais
it: leggi anche | correlat | potrebbe interessarti | vedi anche
ru: читайте также | читайте ещё | похожие | по теме | связанные | материалы по теме | другие новости
ru: смотрите также
uk: читайте також | схожі | за темою
pl: czytaj też | czytaj także | zobacz też | zobacz także | przeczytaj | powiązane | podobne | czytaj również
pl: zobacz również
tr: ilgili | bunlar da | bunlara da | benzer haber | ayrıca oku
el: διαβάστε επίσης | διαβάστε ακόμα | διαβάστε ακόμη | σχετικά | δείτε επίσης
hi: यह भी पढ़ें | संबंधित | ये भी पढ़ें
zh: 相关阅读 | 相关新闻 | 相关文章 | 相关链接 | 相關 | 延伸阅读 | 延伸閱讀 | 推荐阅读 | 推薦閱讀 | 为你推荐
zh: 猜你喜欢 | 更多新闻
ja: 関連記事 | 関連 | あわせて読み | おすすめ | こちらも
ko: 관련기사 | 관련 기사 | 관련뉴스
nl: lees ook | gerelateerd | meer over
sv: läs också | läs även | läs mer
id: baca juga | terkait | simak juga
cs: čtěte také | související
ro: citeşte şi | citește și | articole similare
hu: kapcsolódó | olvassa el
"""
RELATED = IgnoreCase(phrase_pattern(RELATED_WORDS))

VIEWS_WORDS = """
ar: مشاهد | المشاهدات | عدد المشاهدات | قراء | القراءات | زيار | الزيارات
fa: بازدید | تعداد بازدید | نمایش
ur: مناظر | ویوز
he: צפיות
en: view | read | hit
fr: vues | vue | lectures | lu
de: aufruf | gelesen
es: visita | lectura
pt: visualizaç | leitura
ru: просмотр | прочтен
tr: görüntülen | okun
el: προβολ
hi: व्यूज | बार
zh: 阅读 | 閱讀 | 浏览 | 瀏覽 | 次阅读 | 次浏览 | 点击
ja: 閲覧 | 回閲覧
ko: 조회
"""
VIEWS = IgnoreCase(phrase_pattern(VIEWS_WORDS))

# Words that go on with the story: a line that opens with one is no further point of a list.
GOES_ON_WORDS = """
ar: وقد | وكان | وكانت | وفي | ومن | وأضاف | وأكد | وقال | كما | لكن | ولكن | يذكر
fa: همچنین | اما
he: אולם | אך
en: however | meanwhile | but | and | in addition
fr: cependant | mais | toutefois
de: aber | doch
es: sin embargo | pero
ru: однако | но | при этом
tr: ancak | fakat | ama
zh: 但 | 然而
ja: しかし | また
"""
GOES_ON = IgnoreCase(phrase_pattern(GOES_ON_WORDS) + r"(?![^\W\d_])")

# A line that begins so is no text wherever it stands: a label of an advertisement, a call, a credit.
LABEL_WORDS = """
ar: إعلان | اعلان | شارك | تابعونا | اشترك في | اقرأ أيض | إقرأ أيض | اقرأ ايض | شاهد أيض | للمزيد اقرأ
ar: المصدر: | حقوق النشر | جميع الحقوق
fa: بیشتر بخوان | همچنین بخوانید | انتهای پیام | تبلیغات | اشتراک گذاری | کپی لینک
ur: یہ بھی پڑھیں | مزید پڑھیں
he: פרסומת | קראו גם | לקריאה נוספת | כל הזכויות שמורות | שתפו
en: advertisement | sponsored | read more | read also | also read | read next | see also | more: | related:
en: related article | recommended:
en: don't miss | trending | click here to | tap here to | sign up | subscribe | follow us | share this
en: share on | like us | copyright
en: all rights reserved | photo by | photo: | image: | image credit | picture: | getty images | watch now
en: watch: | listen:
en: story continues below | article continues | support our | back to gallery | skip to
en: we apologize | this video | image 1 of
en: email this | print this | leave a comment | comments ( | editor's picks | most read | text size
en: font size | read later | save this
en: get the latest | get our | join us on | join our | chat with us | have a tip | download our
en: this article was originally | filed under
en: posted in | tags: | tagged | topics: | contact us | reach the reporter | play video | close
en: advertising | hide caption | view gallery
fr: publicité | lire aussi | à lire aussi | voir aussi | abonnez-vous | partager | suivez-nous
fr: tous droits réservés | crédit photo | inscrivez-vous
fr: la suite après | la suite de cet article | cet article est réservé | temps de lecture | s'abonner
de: anzeige | werbung | lesen sie auch | mehr zum thema | lesen sie mehr | auch interessant | newsletter
de: jetzt abonnieren | teilen | foto: | bild:
de: empfohlener redaktioneller | an dieser stelle | artikel teilen | lesedauer | aktualisiert | ©
de: alle rechte vorbehalten | zum thema
es: publicidad | lea también | lee también | te puede interesar | compartir | suscríbete | síguenos
es: más información | todos los derechos
es: tiempo de lectura | foto: | regístrate
pt: publicidade | leia também | leia mais | veja também | compartilhe | siga | continua após a publicidade
pt: tempo de leitura | foto: | assine
it: pubblicità | leggi anche | condividi | foto: | riproduzione riservata | iscriviti | segui
ru: реклама | читайте также | читайте ещё | читать также | смотрите также | подписывайтесь | подпишитесь
ru: поделиться | фото: | комментарии
ru: нашли ошибку | заметили ошибку | по теме | новости по теме | все права защищены | код для блога
ru: добавить отзыв | источник фото
uk: реклама | читайте також | підписуйтесь | фото:
pl: reklama | czytaj też | czytaj także | czytaj również | zobacz też | zobacz także | zobacz również
pl: przeczytaj | komentarze | udostępnij
pl: fot. | źródło zdjęcia | wszelkie prawa | polub nas | więcej na temat
tr: reklam | ilgili haber | bunlar da | paylaş | abone ol | fotoğraf: | fotoğraf :
el: διαφήμιση | διαβάστε επίσης | διαβάστε ακόμα | δείτε επίσης | ακολουθήστε | φωτο
hi: विज्ञापन | यह भी पढ़ें | ये भी पढ़ें
zh: 广告 | 廣告 | 分享到 | 分享至 | 分享工具 | 责任编辑 | 責任編輯
zh: 免责声明 | 相关阅读 | 相关新闻 | 延伸阅读 | 延伸閱讀 | 推荐阅读
zh: 点击进入 | 点击查看 | 扫一扫 | 版权声明 | 本文来源 | 更多精彩 | 查看更多 | 网友评论 | 我要评论
ja: 広告 | 関連記事 | あわせて読みたい | 続きを読む | シェアする | おすすめ記事
ko: 관련기사 | 무단전재 | 저작권자
nl: advertentie | lees ook | lees verder | foto:
sv: annons | läs också | läs även | läs mer | foto:
no: annonse | les også | foto:
da: annonce | læs også | foto:
fi: mainos | lue myös
id: iklan | baca juga | simak juga
cs: reklama | čtěte také | foto:
ro: publicitate | citeşte şi | citește și | foto:
hu: hirdetés | olvassa el
vi: quảng cáo | xem thêm
ar: جاري التحميل | هل أعجبك المقال
fa: منبع: | در حال بارگذاری
he: מקור:
en: source: | image source | images: | image by | image from | image via | image courtesy | photos: | photo courtesy
en: table of contents | never miss | thanks for signing | thanks for your feedback | thank you for subscribing
en: thank you for signing | was this article | did you like this article | is not responsible for | loading…
en: additional reporting | to contact the
fr: source : | crédits photo | chargement en cours | table des matières | ne manquez rien | ne manquez aucun | permalien
de: quelle: | quellen: | quellenangabe | beitragsbild | titelbild | symbolbild | bildquelle | bildnachweis
de: wird geladen | inhaltsverzeichnis | schon gelesen | externer inhalt | zum weiterlesen | weiterführende links
de: war der artikel | möchten sie den artikel | alle angaben ohne | erschienen in | dieses thema im programm
es: fuente: | cargando… | tabla de contenido | únete a nuestr
pt: fonte: | carregando… | junte-se ao nosso
it: fonte: | caricamento in corso | indice dei contenuti
ru: источник: | по материалам | загрузка… | присоединяйтесь к нам | подробнее:
uk: джерело: | за матеріалами | приєднуйтесь до нас
pl: źródło: | spis treści | dołącz do nas
tr: kaynak: | yükleniyor
el: πηγή: | περιεχόμενα:
zh: 来源： | 来源: | 來源： | 來源: | 加载中 | 编辑： | 编辑: | 編輯： | 免責聲明 | 版權聲明
ja: 読み込み中 | 出典：
ko: 출처:
nl: bron:
sv: källa:
no: kilde:
da: kilde:
cs: zdroj:
ro: sursa:
hu: forrás:
"""
LABEL = LinePrefixes(LABEL_WORDS)

# A short line that begins so tells who wrote the article, when, or how long it takes to read.
STAMP_WORDS = """
ar: آخر تحديث | نُشر في | نشر في | تم النشر | تاريخ النشر | بقلم: | كتب: | مدة القراءة
fa: به روز شده | زمان مطالعه | تاریخ انتشار | نویسنده:
he: עודכן | פורסם | זמן קריאה
en: published | posted | updated | last updated | written by | reading time | estimated reading time
fr: publié le | mis à jour | temps de lecture | écrit par | rédigé par | auteur : | auteur:
de: veröffentlicht am | aktualisiert | lesezeit | geschrieben von | stand:
es: publicado el | publicado en | actualizado | tiempo de lectura | escrito por
pt: publicado em | atualizado em | tempo de leitura | escrito por
it: pubblicato il | aggiornato il | tempo di lettura | scritto da
ru: опубликовано | обновлено | время чтения | автор:
uk: опубліковано | оновлено | автор:
pl: opublikowano | aktualizacja | czas czytania | autor:
tr: yayınlanma | güncelleme | okuma süresi
el: δημοσιεύθηκε | ενημερώθηκε | τελευταία ενημέρωση
zh: 发布时间 | 发表时间 | 更新时间 | 發布時間
ja: 公開日 | 更新日
ko: 입력 | 수정
nl: gepubliceerd op | bijgewerkt | leestijd
sv: publicerad | uppdaterad
no: publisert | oppdatert
da: udgivet | opdateret
cs: publikováno | aktualizováno
ro: publicat | actualizat
"""
STAMP = LinePrefixes(STAMP_WORDS)

# A line that is nothing more, or begins so, ends the article: what readers say, or other stories, follows.
END_WORDS = """
ar: التعليقات | تعليقات | أضف تعليق | اترك تعليق | اقرأ أيض | إقرأ أيض | مقالات ذات صلة | مواضيع متعلقة
ar: أخبار ذات صلة | الأكثر قراءة | المزيد من
fa: نظرات | دیدگاه | نظر شما | مطالب مرتبط | اخبار مرتبط | پربازدید
ur: تبصرے | متعلقہ خبریں
he: תגובות | כתבות נוספות | עוד בנושא | הוסף תגובה
en: comments | add comment | add a comment | leave a reply | leave a comment | post a comment
en: latest comments | view comments
en: related articles | related stories | related news | related posts | related content | more from
en: more stories | you may also like
en: you might also like | recommended for you | read next | most read | most popular | about the author
en: more news | latest news
en: recent posts | submitted comments | top rated comments | share this article | follow us
fr: commentaires | réagir | à lire aussi | lire aussi | sur le même sujet | sur le même thème
fr: les plus lus | articles similaires
de: kommentare | mehr zum thema | lesen sie auch | das könnte sie auch interessieren | meistgelesen
de: weitere artikel | auch interessant | weitere informationen | zum weiterlesen | quellenangabe
es: comentarios | te puede interesar | noticias relacionadas | lo más leído | también te puede | más noticias
pt: comentários | leia também | veja também | notícias relacionadas | mais lidas
it: commenti | leggi anche | articoli correlati | potrebbe interessarti
ru: комментарии | комментировать | оставить комментарий | читайте также | похожие новости | новости по теме
ru: по теме | самое читаемое
ru: наиболее просматриваемые | другие новости | ещё по теме | последние публикации | популярные
ru: авторизация | материалы по теме
uk: коментарі | читайте також | схожі новини
pl: komentarze | zobacz też | zobacz także | czytaj też | czytaj także | najczęściej czytane | powiązane
pl: dodaj komentarz | skomentuj
tr: yorumlar | yorum yaz | ilgili haberler | bunlar da ilginizi | benzer haberler | bunlara da bakın
el: σχόλια | διαβάστε επίσης | σχετικά άρθρα | δείτε επίσης
hi: संबंधित ख़बरें | टिप्पणियां
en: more on | more about
fr: plus d'articles | articles et vidéos | audios et vidéos | plus sur le | à voir aussi | en savoir plus
de: mehr zu | mehr über
es: más sobre
it: altro su | per saperne di più
nl: meer over
sv: mer om
en: media contact | press contact | contact: | contacts:
de: kontakt: | pressekontakt | ansprechpartner
fr: contact presse | contacts presse
es: contacto de prensa | contacto:
it: contatti stampa | contatti:
nl: perscontact | noot voor de redactie
en: reader comments | readers' comments | before posting | current issue | join the discussion | join the conversation
fr: laisser un commentaire | laissez un commentaire | poster un commentaire | ajouter un commentaire
de: schreibe einen kommentar | schreiben sie einen kommentar | hinterlasse | kommentar verfassen | kommentar schreiben
es: deja un comentario | deja una respuesta | dejar un comentario | escribe un comentario | responder
pt: deixe um comentário | deixe uma resposta | deixe o seu comentário | deixe seu comentário
it: lascia un commento | lascia una risposta | scrivi un commento
el: αφήστε ένα σχόλιο | αφήστε μια απάντηση
nl: geef een reactie | laat een reactie | plaats een reactie
sv: lämna ett svar | kommentera | skriv en kommentar
no: legg igjen | kommentarer
da: skriv et svar | kommentarer
fi: kommentit | jätä kommentti | vastaa
cs: napsat komentář | komentáře | přidat komentář
ro: lasă un răspuns | comentarii | scrie un comentariu
hu: hozzászólások | vélemény, hozzászólás
id: tinggalkan balasan
vi: bình luận | để lại bình luận
zh: 相关报道 | 相关专题 | 热点新闻 | 今日热点 | 推荐新闻 | 相关推荐
zh: 相关阅读 | 相关新闻 | 相关文章 | 相关链接 | 相關新聞 | 延伸阅读 | 延伸閱讀 | 推荐阅读 | 网友评论 | 评论
zh: 评论列表 | 我要评论 | 热门推荐 | 精彩图片 | 推荐视频
zh: 猜你喜欢 | 为你推荐 | 更多新闻 | 热门文章 | 发表评论 | 最新评论
ja: 関連記事 | おすすめ記事 | あわせて読みたい | コメント | 人気記事 | 関連ニュース
ko: 관련기사 | 댓글
nl: reacties | lees ook | gerelateerd
sv: kommentarer | läs också | läs även
id: komentar | baca juga | berita terkait | artikel terkait
cs: diskuse | související
"""
END = LinePrefixes(END_WORDS)

# Words for what readers say: however much it is, it is not the article.
TALK_WORDS = """
ar: تعليق | التعليقات
fa: نظر | دیدگاه
ur: تبصر
he: תגוב
en: comment | reply
fr: réagir
de: kommentar
es: comentari
it: commenti
ru: коммент
uk: комент
pl: komentarz | skomentuj | opinie
tr: yorum
el: σχόλι
zh: 评论 | 網友評論 | 网友评论 | 发表评论 | 我要评论
ja: コメント
ko: 댓글
nl: reacties
id: komentar
cs: diskuse
pt: comentári | deixe uma resposta
es: deja una respuesta
fr: commentaire
de: antworten
"""
TALK = IgnoreCase(phrase_pattern(TALK_WORDS))

# A line with a link that says so somewhere calls its readers to follow or to subscribe, or tells what its links earn.
CALL_WORDS = """
ar: تابعونا على | نشرتنا البريدية | قناتنا على
fa: ما را در | خبرنامه ما
he: עקבו אחרינו | לניוזלטר שלנו
en: follow us on | follow me on | follow him on | follow her on | contain affiliate links | contains affiliate links
en: earn a commission
en: receive a commission | earn a small commission | receive a small commission | our newsletter | sign up for our
en: subscribe to our
fr: suivez-nous | notre newsletter | abonnez-vous à
de: folgen sie uns | folge uns | unseren newsletter | unserem newsletter
es: síguenos en | nuestro boletín | nuestra newsletter | suscríbete a
pt: siga-nos | nossa newsletter | inscreva-se n
it: seguici su | nostra newsletter | iscriviti alla
ru: подписывайтесь на | подпишитесь на | нашу рассылку
uk: підписуйтесь на | підписуйтеся на
pl: obserwuj nas | naszego newslettera | polub nas
tr: bizi takip edin | bültenimize
el: ακολουθήστε μας | newsletter μας
zh: 关注我们 | 訂閱我們 | 订阅我们
ja: フォローして | メルマガ登録
ko: 팔로우
nl: volg ons | onze nieuwsbrief
sv: följ oss | vårt nyhetsbrev
no: følg oss | vårt nyhetsbrev
da: følg os | vores nyhedsbrev
cs: sledujte nás
ro: urmăriți-ne | urmărește-ne
hu: kövessen minket | kövess minket
id: ikuti kami
"""
CALL = IgnoreCase(phrase_pattern(CALL_WORDS))
