<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>AddPaper</name>
    <message>
        <source>Kind of document</source>
        <translation>書類の種類</translation>
    </message>
    <message>
        <source>Whose document</source>
        <translation>誰の書類か</translation>
    </message>
</context>
<context>
    <name>ApplicationColumns</name>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Principal, requests</source>
        <translation>本人・請求事項</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>期限まで</translation>
    </message>
</context>
<context>
    <name>Applications</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Name, kana, address, phone, number</source>
        <translation>氏名・フリガナ・住所・電話・受付番号</translation>
    </message>
    <message>
        <source>No application matches.</source>
        <translation>条件に合う請求はありません。</translation>
    </message>
    <message>
        <source>Open ones only</source>
        <translation>未完了のみ</translation>
    </message>
    <message>
        <source>Search applications</source>
        <translation>請求を探す</translation>
    </message>
    <message>
        <source>There is no application yet.</source>
        <translation>請求はまだありません。</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message numerus="yes">
        <source>more than %n found</source>
        <translation>
            <numerusform>%n件以上</numerusform>
        </translation>
    </message>
    <message>
        <source>open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>open by number</source>
        <translation>番号で開く</translation>
    </message>
    <message>
        <source>other glyphs and kana included</source>
        <translation>字体・かなの違いを含む</translation>
    </message>
    <message>
        <source>search</source>
        <translation>探す</translation>
    </message>
</context>
<context>
    <name>BeginPage</name>
    <message>
        <source>Address</source>
        <translation>所在地</translation>
    </message>
    <message>
        <source>Check and begin</source>
        <translation>確かめて始める</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>窓口</translation>
    </message>
    <message>
        <source>Everything is kept in one encrypted file from the first line on.</source>
        <translation>記録は最初の1行から、暗号化した1つのファイルに保存します。</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>保護管理者</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理者</translation>
    </message>
</context>
<context>
    <name>ClaimDetail</name>
    <message>
        <source>After</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>旧</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>事情</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>ClaimsSection</name>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>More of the claims</source>
        <translation>請求事項のほかの欄</translation>
    </message>
    <message>
        <source>No fee</source>
        <translation>手数料なし</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>What data</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>With fee</source>
        <translation>手数料あり</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>あと%n日</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <translation>
            <numerusform>%n日経過</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>本日</translation>
    </message>
</context>
<context>
    <name>EnvelopeSection</name>
    <message>
        <source>Also by</source>
        <translation>開封者2</translation>
    </message>
    <message>
        <source>Arrived on</source>
        <translation>到着日</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>More of the envelope</source>
        <translation>封筒のほかの欄</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>開封者</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Red marking</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Tracking no.</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>あり</translation>
    </message>
</context>
<context>
    <name>ErrorBar</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Findings</source>
        <translation>確認結果</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more that are ok</source>
        <translation>
            <numerusform>ほか%n件の適合を表示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>不足 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ok</source>
        <translation>
            <numerusform>適合 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>要判断 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <source>They appear as the form is filled in.</source>
        <translation>入力すると、ここに表示します。</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Also a supervisor</source>
        <translation>管理者を兼ねる</translation>
    </message>
    <message>
        <source>Approves what the other proposes</source>
        <translation>もう一人の起案を承認する</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Begin a desk</source>
        <translation>窓口を始める</translation>
    </message>
    <message>
        <source>Check and begin</source>
        <translation>確かめて始める</translation>
    </message>
    <message>
        <source>Make the desk</source>
        <translation>窓口を作る</translation>
    </message>
    <message>
        <source>Names, address, officer</source>
        <translation>名称、所在地、保護管理者</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>保護管理者</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>手順</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>Takes about three minutes</source>
        <translation>3分ほどで終わります</translation>
    </message>
    <message>
        <source>The desk</source>
        <translation>窓口の情報</translation>
    </message>
    <message>
        <source>The encrypted desk is made</source>
        <translation>暗号化した窓口を作る</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>HeldList</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Add a thing to be returned</source>
        <translation>返却するものを追加</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Things to be returned</source>
        <translation>返却するもの</translation>
    </message>
    <message>
        <source>To be returned</source>
        <translation>返却するもの</translation>
    </message>
    <message>
        <source>Type whole yen.</source>
        <translation>円単位の数字で入れてください。</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Yen</source>
        <translation>金額(円)</translation>
    </message>
</context>
<context>
    <name>IntakeDays</name>
    <message numerus="yes">
        <source>age %n</source>
        <translation>
            <numerusform>%n歳</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message numerus="yes">
        <source>%n claim(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n defective</source>
        <translation>
            <numerusform>不適合 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>不足 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>要判断 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>対象の請求</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>請求書</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>切手</translation>
    </message>
    <message>
        <source>from code</source>
        <translation>自動入力</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>適合</translation>
    </message>
    <message>
        <source>short by {amount}</source>
        <translation>不足{amount}</translation>
    </message>
</context>
<context>
    <name>IntakePresenter</name>
    <message>
        <source>Choose the kind of mail.</source>
        <translation>郵便の種別を選んでください。</translation>
    </message>
    <message>
        <source>No open application has this number or name.</source>
        <translation>この番号または氏名の、処理中の請求はありません。</translation>
    </message>
    <message>
        <source>Type a date, for example R8.11.25.</source>
        <translation>R8.11.25 のような形で日付を入れてください。</translation>
    </message>
    <message>
        <source>Type the day on which the envelope arrived.</source>
        <translation>封筒が届いた日を入れてください。</translation>
    </message>
</context>
<context>
    <name>IntakeView</name>
    <message>
        <source>Another application</source>
        <translation>請求を追加</translation>
    </message>
    <message>
        <source>Application of this envelope</source>
        <translation>この封筒の請求</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>白紙に戻す</translation>
    </message>
    <message>
        <source>Clause and reason</source>
        <translation>条文と理由</translation>
    </message>
    <message>
        <source>Draft of last time</source>
        <translation>前回の下書き</translation>
    </message>
    <message>
        <source>Draft saved {time}</source>
        <translation>下書きを保存 {time}</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物の受付</translation>
    </message>
    <message>
        <source>Log mail: {matter}</source>
        <translation>郵便物の受付: {matter}</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>次の確認結果</translation>
    </message>
    <message>
        <source>Person perhaps known</source>
        <translation>同じ方かもしれない請求</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>前の確認結果</translation>
    </message>
    <message>
        <source>Remove this application</source>
        <translation>この請求を外す</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>もう一度保存する</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>保存して確認へ</translation>
    </message>
    <message>
        <source>Section {number}</source>
        <translation>区分{number}</translation>
    </message>
    <message>
        <source>clause</source>
        <translation>条文</translation>
    </message>
    <message>
        <source>count</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>下書き</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>次の欄</translation>
    </message>
    <message>
        <source>next finding</source>
        <translation>次の確認結果</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>前の欄</translation>
    </message>
    <message>
        <source>section</source>
        <translation>区分へ</translation>
    </message>
</context>
<context>
    <name>Mail</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n通</numerusform>
        </translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>Log other mail</source>
        <translation>ほかの郵便物を記録</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>郵便物</translation>
    </message>
    <message>
        <source>No mail waits.</source>
        <translation>受付待ちの郵便物はありません。</translation>
    </message>
    <message>
        <source>Open ones only</source>
        <translation>未処理のみ</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>log an application</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>log other mail</source>
        <translation>ほかの郵便物を記録</translation>
    </message>
    <message>
        <source>log what is in it</source>
        <translation>中身を受け付ける</translation>
    </message>
</context>
<context>
    <name>MailDetail</name>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Log the application in it</source>
        <translation>中の請求を受け付ける</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>処理済みにする</translation>
    </message>
    <message>
        <source>Not seen; this is no ground</source>
        <translation>なし（不備にはなりません）</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Red marking</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Say in a few words what was done.</source>
        <translation>どう扱ったかを短く書いてください。</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>扱い</translation>
    </message>
</context>
<context>
    <name>MailForm</name>
    <message>
        <source>Arrived on</source>
        <translation>到着日</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>Log a mail item</source>
        <translation>郵便物を記録する</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>開封者</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Red marking</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>and by</source>
        <translation>開封者（2人目）</translation>
    </message>
</context>
<context>
    <name>OddPiecesList</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Other pieces</source>
        <translation>ほかの切手等</translation>
    </message>
    <message>
        <source>Pieces that are not simply counted</source>
        <translation>そのまま数えない切手等</translation>
    </message>
</context>
<context>
    <name>OpenNumber</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open by number or barcode</source>
        <translation>番号・バーコードで開く</translation>
    </message>
    <message>
        <source>Receipt number or code</source>
        <translation>受付番号またはコード</translation>
    </message>
    <message>
        <source>The check character does not fit. Scan or type it again.</source>
        <translation>検査文字が合いません。もう一度読み取るか入力してください。</translation>
    </message>
    <message>
        <source>There is no application with this number.</source>
        <translation>この番号の請求はありません。</translation>
    </message>
    <message>
        <source>This is no receipt number and no code, like R8-0147.</source>
        <translation>受付番号（例 R8-0147）またはコードとして読めません。</translation>
    </message>
</context>
<context>
    <name>PaperColumns</name>
    <message>
        <source>Applications</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文書番号</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>処理済み</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>内訳</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未処理</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>To be posted on</source>
        <translation>発送予定日</translation>
    </message>
    <message>
        <source>What goes back</source>
        <translation>返すもの</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>What it is, sender</source>
        <translation>用件・差出人</translation>
    </message>
    <message>
        <source>{amount} yen</source>
        <translation>{amount}円</translation>
    </message>
    <message>
        <source>{value} yen × {count}</source>
        <translation>{value}円×{count}</translation>
    </message>
</context>
<context>
    <name>PaperPanel</name>
    <message>
        <source>Address on it</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Bears</source>
        <translation>印</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>Certifies</source>
        <translation>証明内容</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>委任の範囲</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>権限行使</translation>
    </message>
    <message>
        <source>Former address</source>
        <translation>旧住所</translation>
    </message>
    <message>
        <source>Former name</source>
        <translation>旧氏名</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>発行日</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>原本か</translation>
    </message>
    <message>
        <source>Left blank</source>
        <translation>空欄</translation>
    </message>
    <message>
        <source>Name on it</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>記載</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Powers</source>
        <translation>権限目録</translation>
    </message>
    <message>
        <source>Powers cover it</source>
        <translation>権限の範囲</translation>
    </message>
    <message>
        <source>Receipt of</source>
        <translation>受領</translation>
    </message>
    <message>
        <source>Seal equals</source>
        <translation>印影一致</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>親権等</translation>
    </message>
    <message>
        <source>Shows an address</source>
        <translation>住所記載</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>監督人</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有効期限</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>所在</translation>
    </message>
    <message>
        <source>destroyed</source>
        <translation>裁断</translation>
    </message>
    <message>
        <source>in the case folder</source>
        <translation>ファイルの中</translation>
    </message>
    <message>
        <source>listed</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原本</translation>
    </message>
    <message>
        <source>registered seal</source>
        <translation>実印あり</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>返却</translation>
    </message>
    <message>
        <source>the other holder</source>
        <translation>もう一方も署名</translation>
    </message>
    <message>
        <source>the principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>the proxy</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>the reply</source>
        <translation>回答の受領も</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
</context>
<context>
    <name>PapersSection</name>
    <message numerus="yes">
        <source>%n visible</source>
        <translation>
            <numerusform>%n件見えている</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a document</source>
        <translation>書類を追加</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>写し</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>届いた</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>伏せる項目</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原本</translation>
    </message>
    <message>
        <source>Original?</source>
        <translation>原本・写し</translation>
    </message>
    <message>
        <source>defective</source>
        <translation>不適合</translation>
    </message>
    <message>
        <source>looked at</source>
        <translation>確認済み</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>of {day}</source>
        <translation>{day}発行</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>適合</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>to judge</source>
        <translation>要判断</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day}まで</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Input method off</source>
        <translation>入力中は日本語入力オフ</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>A supervisor</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>Each of the two opens the desk alone; choose different passwords.</source>
        <translation>どちらのパスワードでも窓口が開きます。別々のものにしてください。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Nobody can read a forgotten password</source>
        <translation>忘れたパスワードは誰にも読めません</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>パスワード（もう一度）</translation>
    </message>
    <message>
        <source>Password, at least 12 characters</source>
        <translation>パスワード（12文字以上）</translation>
    </message>
    <message>
        <source>The officer</source>
        <translation>個人情報保護管理者</translation>
    </message>
    <message>
        <source>The officer is responsible for people, keys and rules, and is a supervisor too.</source>
        <translation>利用者、鍵、規程に責任を負う人です。管理者を兼ねます。</translation>
    </message>
    <message>
        <source>Whoever proposes a decision cannot approve it: a second person does.</source>
        <translation>決定は、起案した人とは別の人が承認します。</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Dated</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文書番号</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>It goes back with the letter that names it.</source>
        <translation>これを記した文書に同封して返します。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Log what is in it, or mark it done with a note.</source>
        <translation>中身を受け付けるか、扱いを書いて処理済みにします。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Not seen; this is no ground</source>
        <translation>なし（不備にはなりません）</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Posting</source>
        <translation>発送日</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Red marking</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>次にすること</translation>
    </message>
</context>
<context>
    <name>PrincipalSection</name>
    <message>
        <source>A postal code has seven digits.</source>
        <translation>郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Former name</source>
        <translation>旧姓</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>May be known: {name} {number}</source>
        <translation>同じ方かもしれません: {name} {number}</translation>
    </message>
    <message>
        <source>Member no.</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>More of the principal</source>
        <translation>本人のほかの欄</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登録住所</translation>
    </message>
    <message>
        <source>Registered address</source>
        <translation>登録住所</translation>
    </message>
    <message>
        <source>Same as on the form</source>
        <translation>請求書の住所と同じ</translation>
    </message>
    <message>
        <source>Show {key}</source>
        <translation>見る {key}</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Address (English)</source>
        <translation>所在地（英語）</translation>
    </message>
    <message>
        <source>Address (Japanese)</source>
        <translation>所在地（日本語）</translation>
    </message>
    <message>
        <source>Before document numbers</source>
        <translation>文書番号の頭</translation>
    </message>
    <message>
        <source>Company (English)</source>
        <translation>会社名（英語）</translation>
    </message>
    <message>
        <source>Company (Japanese)</source>
        <translation>会社名（日本語）</translation>
    </message>
    <message>
        <source>Desk (English)</source>
        <translation>窓口名（英語）</translation>
    </message>
    <message>
        <source>Desk (Japanese)</source>
        <translation>窓口名（日本語）</translation>
    </message>
    <message>
        <source>Letters show these names and this address as they stand here.</source>
        <translation>通知書にこのまま載る名称と所在地です。</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>個人情報保護管理者</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>The desk</source>
        <translation>窓口の情報</translation>
    </message>
</context>
<context>
    <name>ProxySection</name>
    <message>
        <source>A postal code has seven digits.</source>
        <translation>郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Reply to</source>
        <translation>回答先</translation>
    </message>
    <message>
        <source>Same as principal's</source>
        <translation>本人と同じ</translation>
    </message>
</context>
<context>
    <name>ShareGrid</name>
    <message numerus="yes">
        <source>%n piece(s) nobody's yet</source>
        <translation>
            <numerusform>未割当て %n枚</numerusform>
        </translation>
    </message>
    <message>
        <source>Fill in a proposal</source>
        <translation>案を入れる</translation>
    </message>
    <message>
        <source>Whose stamps</source>
        <translation>切手の割当て</translation>
    </message>
</context>
<context>
    <name>SheetSection</name>
    <message>
        <source>Also form</source>
        <translation>ほか様式</translation>
    </message>
    <message>
        <source>As the form</source>
        <translation>様式のとおり</translation>
    </message>
    <message>
        <source>Filled in on</source>
        <translation>記入日</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>様式</translation>
    </message>
    <message>
        <source>More of the form</source>
        <translation>請求書のほかの欄</translation>
    </message>
    <message>
        <source>None: own sheet</source>
        <translation>様式なし(任意の用紙)</translation>
    </message>
    <message>
        <source>Reply in</source>
        <translation>回答言語</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>現行</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>署名・押印なし</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>郵便物</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
</context>
<context>
    <name>ShellActions</name>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>移動(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Letter</source>
        <translation>文書(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Request</source>
        <translation>請求(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>明るい・暗い画面</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>郵便物</translation>
    </message>
    <message>
        <source>Open by number or barcode</source>
        <translation>番号・バーコードで開く</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>読み直す</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Check capital and small letters and type the password again.</source>
        <translation>大文字と小文字を確かめて、もう一度入力してください。</translation>
    </message>
    <message>
        <source>Choose your name and type your own password.</source>
        <translation>お名前を選び、ご自分のパスワードを入力してください。</translation>
    </message>
    <message>
        <source>Closed; everything is kept encrypted</source>
        <translation>閉じています。記録はすべて暗号化されています</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い画面</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>窓口</translation>
    </message>
    <message>
        <source>Desk of this computer</source>
        <translation>このパソコンの窓口</translation>
    </message>
    <message>
        <source>Each sign-in is noted</source>
        <translation>入るたびに記録されます</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作記録</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい画面</translation>
    </message>
    <message>
        <source>Locked; personal data are cleared from the screen</source>
        <translation>ロック中。画面から個人情報を消しました</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Password: {password}</source>
        <translation>パスワード: {password}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>利用者</translation>
    </message>
    <message>
        <source>Person: choose with ↑ ↓</source>
        <translation>利用者　↑ ↓ で選ぶ</translation>
    </message>
    <message>
        <source>Personal Information Handling Desk</source>
        <translation>個人情報お問い合わせ窓口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Sample desk</source>
        <translation>見本の窓口</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>窓口に入る</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>That did not match</source>
        <translation>直前の入力は合いませんでした</translation>
    </message>
    <message numerus="yes">
        <source>The next try is possible in %n second(s).</source>
        <translation>
            <numerusform>次の入力までは%n秒空きます。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the sample desk; its people are invented</source>
        <translation>見本の窓口です。人はすべて架空です</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>StampPad</name>
    <message>
        <source>Other value</source>
        <translation>その他の額面</translation>
    </message>
    <message>
        <source>Other value: type the digits</source>
        <translation>その他の額面: 数字を入力</translation>
    </message>
    <message>
        <source>Type a face value in yen, for example 62 or 84×10.</source>
        <translation>額面を円で入力してください。例 62、84×10</translation>
    </message>
    <message numerus="yes">
        <source>{value} yen, %n piece(s)</source>
        <translation>
            <numerusform>{value}円 %n枚</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampsSection</name>
    <message>
        <source>Exact</source>
        <translation>過不足なし</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>手数料</translation>
    </message>
    <message>
        <source>No fee</source>
        <translation>手数料不要</translation>
    </message>
    <message>
        <source>Over by</source>
        <translation>超過</translation>
    </message>
    <message>
        <source>Short by</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>The fee</source>
        <translation>手数料の計算</translation>
    </message>
    <message numerus="yes">
        <source>Usable stamps, %n piece(s)</source>
        <translation>
            <numerusform>使える切手 %n枚</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>SupplementSection</name>
    <message>
        <source>Found</source>
        <translation>候補</translation>
    </message>
    <message>
        <source>Receipt no. or name</source>
        <translation>番号・氏名</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Withdraws</source>
        <translation>取下げ</translation>
    </message>
    <message>
        <source>Written on</source>
        <translation>書面の日</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>あり</translation>
    </message>
</context>
<context>
    <name>TaskPage</name>
    <message>
        <source>A password has at least 12 characters.</source>
        <translation>パスワードは12文字以上にしてください。</translation>
    </message>
    <message>
        <source>A password must not be made of a name of the desk or of the person.</source>
        <translation>窓口や本人の名前から作ったパスワードは使えません。</translation>
    </message>
    <message>
        <source>A postal code has seven digits.</source>
        <translation>郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>Somebody has this name already.</source>
        <translation>同じ名前の人がいます。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>2つのパスワードが違います。もう一度入力してください。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>This password is easily guessed. Choose another.</source>
        <translation>推測されやすいパスワードです。別のものにしてください。</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message numerus="yes">
        <source>%n thing(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>仕事の区分</translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>Narrow down</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Nothing in this group matches.</source>
        <translation>この区分に、条件に合うものはありません。</translation>
    </message>
    <message>
        <source>Open by number or barcode</source>
        <translation>番号・バーコードで開く</translation>
    </message>
    <message>
        <source>Today's work</source>
        <translation>今日の仕事</translation>
    </message>
    <message>
        <source>What waits in the group</source>
        <translation>区分の中身</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>next part</source>
        <translation>次の区画</translation>
    </message>
    <message>
        <source>open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>{group}: nothing waits here.</source>
        <translation>{group}はありません。</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Personal Information Handling Desk</source>
        <translation>個人情報お問い合わせ窓口</translation>
    </message>
</context>
<context>
    <name>_OddLine</name>
    <message>
        <source>Face value</source>
        <translation>額面</translation>
    </message>
    <message>
        <source>Kind or condition</source>
        <translation>種類・状態</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>Surcharge</source>
        <translation>寄附金</translation>
    </message>
</context>
<context>
    <name>_SampleBand</name>
    <message>
        <source>Sample desk: everybody in it is invented</source>
        <translation>見本の窓口　出てくる人はすべて架空です</translation>
    </message>
</context>
</TS>
