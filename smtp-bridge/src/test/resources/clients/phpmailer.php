<?php
require "/usr/share/php/libphp-phpmailer/autoload.php";

use PHPMailer\PHPMailer\PHPMailer;

$mail = new PHPMailer(true);
$mail->isSMTP();
$mail->Host = "127.0.0.1";
$mail->Port = (int) $argv[1];
$mail->SMTPAuth = true;
$mail->Username = "noreply@contoso.example";
$mail->Password = "LEGACYPASSWORD";
$mail->CharSet = PHPMailer::CHARSET_UTF8;
$mail->setFrom("noreply@contoso.example");
$mail->addAddress($argv[2]);
$mail->addBCC($argv[3]);
$mail->Subject = file_get_contents("subject.txt");
$mail->Body = file_get_contents("body.txt");
$mail->addAttachment("invoice.pdf");
$mail->send();
